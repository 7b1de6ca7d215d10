package live.griot.api.id;

/** Identifies a live session. */
public record SessionId(String value) implements Id {
    public SessionId {
        IdShape.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
