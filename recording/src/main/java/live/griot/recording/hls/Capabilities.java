package live.griot.recording.hls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import live.griot.recording.store.RecordingName;

/**
 * Makes and checks what an address says of who may play: the word {@code public}, or an hour and an HMAC-SHA256 over recording, generation and
 * hour. All to whom one is given in an hour get the same, so that a cache has one copy. Whoever has the address can play. Thread-safe.
 */
public final class Capabilities {
    /** Good for recordings that everybody may play. */
    public static final String PUBLIC = "public";

    /** For how long one is good at most. */
    public static final Duration GOOD_FOR = Duration.ofHours(HlsLimits.CAPABILITY_HOURS);

    private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,8})-[A-Za-z0-9_-]{22}");
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;

    private final HlsKey key;
    private final InstantSource clock;

    /** Makes one that goes by that clock. */
    public Capabilities(HlsKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Returns the capability that is given out now; it is good for {@link HlsLimits#CAPABILITY_HOURS} hours. */
    public String of(RecordingName recording, RecordingAccess.Terms terms) {
        return terms.isPublic() ? PUBLIC : of(recording, terms.generation(), hour());
    }

    /** Returns whether a capability is good for a recording now. */
    public boolean isGood(String capability, RecordingName recording, RecordingAccess.Terms terms) {
        if (capability.equals(PUBLIC)) {
            return terms.isPublic();
        }
        Matcher shape = SHAPE.matcher(capability);
        if (!shape.matches()) {
            return false;
        }
        long hour = Long.parseLong(shape.group(1));
        // One of the hour to come is another node's, whose clock is a little ahead.
        boolean isOfNow = hour <= hour() + 1 && hour > hour() - HlsLimits.CAPABILITY_HOURS;
        byte[] good = of(recording, terms.generation(), hour).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(good, capability.getBytes(StandardCharsets.US_ASCII)) && isOfNow;
    }

    private String of(RecordingName recording, long generation, long hour) {
        byte[] said = "hls %s %d %d".formatted(recording, generation, hour).getBytes(StandardCharsets.US_ASCII);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.key());
            byte[] sum = Arrays.copyOf(mac.doFinal(said), MAC_BYTES);
            return hour + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, missing);
        }
    }

    private long hour() {
        return TimeUnit.MILLISECONDS.toHours(clock.millis());
    }
}
