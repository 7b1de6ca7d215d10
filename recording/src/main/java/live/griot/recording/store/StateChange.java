package live.griot.recording.store;

import java.util.regex.Pattern;

/**
 * What a recording became.
 *
 * @param reason 1 to 40 of {@code A-Z} and {@code _}
 * @param atMillis by the wall clock, in milliseconds since 1970
 */
public record StateChange(RecordingState state, String reason, long atMillis) {
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z_]{0,39}");

    public StateChange {
        Checks.notNegative(atMillis);
        Checks.require(REASON.matcher(reason).matches());
    }
}
