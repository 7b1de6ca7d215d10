package live.griot.api.id;

/** Identifies a chat message. */
public record MessageId(String value) implements Id {
    public MessageId {
        IdShape.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
