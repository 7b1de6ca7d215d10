package live.griot.api.id;

/** Identifies a clip of a recording. */
public record ClipId(String value) implements Id {
    public ClipId {
        IdShape.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
