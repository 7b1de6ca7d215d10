package live.griot.recording.store;

import java.util.regex.Pattern;

/**
 * Somebody begins, or ceases, to be in what is recorded of all together.
 *
 * @param person their id
 * @param begins whether they are in it from then on; else no more
 * @param atMillis by the wall clock, in milliseconds since 1970
 */
public record Presence(String person, Medium medium, boolean begins, long atMillis) {
    private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** What of them is in it. */
    public enum Medium {
        /** They are seen. */
        PICTURE,
        /** They are heard. */
        SOUND
    }

    public Presence {
        Checks.notNegative(atMillis);
        Checks.require(PERSON.matcher(person).matches());
    }
}
