package live.griot.recording.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a track of a recording, and its directory.
 *
 * @param value {@code p}, {@code s-} or {@code v-} and the id of a person, or {@code m-} and a codec: nothing that is a way to another
 *     directory
 */
public record TrackName(String value) {
    private static final String MIX = "m-";
    private static final String PICTURE = "v-";
    private static final Pattern SHAPE =
            Pattern.compile("p|[sv]-[0-9A-Z_-]{1,%d}|m-[a-z0-9]{1,16}".formatted(StoreLimits.ID_CHARS));

    /** The programme: who is shown. */
    public static final TrackName PROGRAMME = new TrackName("p");

    public TrackName {
        if (!isName(value)) {
            throw new IllegalArgumentException("Not the name of a track");
        }
    }

    /** Returns the name of the sound that is a person's alone, by the person's id. */
    public static TrackName stem(String person) {
        return new TrackName("s-" + person);
    }

    /** Returns the name of the picture that is a person's alone, shown or not, by the person's id. */
    public static TrackName picture(String person) {
        return new TrackName(PICTURE + person);
    }

    /** Returns whether it is the picture of one person. */
    public boolean isPicture() {
        return value.startsWith(PICTURE);
    }

    /** Returns the name of the mix in a codec, {@code aac} or {@code opus}. */
    public static TrackName mix(String codec) {
        return new TrackName(MIX + codec);
    }

    /** Returns whether it is that person's alone, their sound or their picture. */
    public boolean isOf(String person) {
        return equals(stem(person)) || equals(picture(person));
    }

    /** Returns whether it is of all together, in whatever codec. */
    public boolean isMix() {
        return value.startsWith(MIX);
    }

    /** Reads a name; empty where it is none. */
    public static Optional<TrackName> parse(String value) {
        return isName(value) ? Optional.of(new TrackName(value)) : Optional.empty();
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
