package live.griot.app.limit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * How often something may be done: so many times at once, and again as many, evenly, in each span of time after. Written as
 * {@code 60/PT1M} or {@code 60/1m}.
 *
 * @param times at least 1
 * @param per longer than nothing
 */
public record Rate(int times, Duration per) {
    private static final Pattern WRITTEN = Pattern.compile("\\s*([0-9]{1,9})\\s*/\\s*(\\S+)\\s*");

    public Rate {
        if (times < 1 || !per.isPositive()) {
            throw new IllegalArgumentException("A rate is at least once in some time");
        }
    }

    /** Reads a rate; Spring finds this method by its name. Throws {@link IllegalArgumentException}. */
    public static Rate valueOf(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A rate is written as 60/PT1M: times, a slash, a duration");
        }
        return new Rate(Integer.parseInt(parts.group(1)), DurationStyle.detectAndParse(parts.group(2)));
    }
}
