package live.griot.api.id;

/** Identifies the room of a session: where it is kept who is muted, what is pinned, and how one may write. */
public record RoomId(String value) implements Id {
    private static final String PREFIX = "R-";

    public RoomId {
        IdShape.check(value);
    }

    /** Returns the one room of a session. Not the session's own id, since no two aggregates share one. */
    public static RoomId of(SessionId session) {
        return new RoomId(PREFIX + session);
    }

    @Override
    public String toString() {
        return value;
    }
}
