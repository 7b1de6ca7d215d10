package live.griot.api.id;

/** Identifies one invitation of one person to one session. */
public record InvitationId(String value) implements Id {
    public InvitationId {
        IdShape.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
