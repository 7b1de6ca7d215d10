package live.griot.api.id;

/** Identifies a recording. */
public record RecordingId(String value) implements Id {
    public RecordingId {
        IdShape.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
