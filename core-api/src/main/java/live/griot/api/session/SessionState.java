package live.griot.api.session;

/**
 * The life of a session. {@code PENDING -> STARTING -> LIVE -> ENDING -> ENDED}, and {@code PENDING -> CANCELLED}. STARTING
 * lasts until the edge has received the host's media, ENDING until the edge has let everyone go.
 */
public enum SessionState {
    PENDING,
    STARTING,
    LIVE,
    ENDING,
    ENDED,
    CANCELLED;

    /** Returns whether the edge may hold media for the session: STARTING, LIVE or ENDING. */
    public boolean isRunning() {
        return this == STARTING || this == LIVE || this == ENDING;
    }

    /** Returns whether nothing can happen to the session any more. */
    public boolean isOver() {
        return this == ENDED || this == CANCELLED;
    }
}
