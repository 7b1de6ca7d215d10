package live.griot.app.recording;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.app.support.SystemFfmpeg;

/** What is heard of what a player is given: the machine's ffmpeg plays it, and measures how loud it is around a tone. */
final class HeardTones {
    private static final Pattern LOUDNESS = Pattern.compile("mean_volume: (-?[0-9.]+|-inf) dB");
    private static final double NOTHING = -200;

    private final String address;

    HeardTones(String address) {
        this.address = address;
    }

    /** Returns how loud a stretch is around a tone, in decibels below the loudest; 20 less is nobody's tone. */
    double decibels(int hertz, double fromSeconds, double toSeconds) {
        String around = "bandpass=f=%d:width_type=h:w=60".formatted(hertz);
        String said = SystemFfmpeg.play(
                "-i",
                address,
                "-map",
                "0:a:0",
                "-af",
                "atrim=start=%s:end=%s,%s,%s,volumedetect".formatted(fromSeconds, toSeconds, around, around));
        Matcher found = LOUDNESS.matcher(said);
        if (!found.find()) {
            throw new AssertionError("Nothing is heard: " + said);
        }
        return found.group(1).equals("-inf") ? NOTHING : Double.parseDouble(found.group(1));
    }
}
