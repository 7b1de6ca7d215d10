package live.griot.recording.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a recording, and its directory: by its id.
 *
 * @param value 1 to 64 of {@code A-Z}, {@code 0-9}, {@code _} and {@code -}. No small letters: some file systems take both for the same
 */
public record RecordingName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9A-Z_-]{1,%d}".formatted(StoreLimits.ID_CHARS));

    public RecordingName {
        if (!isName(value)) {
            throw new IllegalArgumentException("Not the name of a recording");
        }
    }

    /** Reads a name; empty where it is none. */
    public static Optional<RecordingName> parse(String value) {
        return isName(value) ? Optional.of(new RecordingName(value)) : Optional.empty();
    }

    /** Returns whether it can be one. */
    static boolean isName(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
