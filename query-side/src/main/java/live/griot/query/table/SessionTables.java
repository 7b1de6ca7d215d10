package live.griot.query.table;

/**
 * The tables of sessions, their stages, attendances and invitations. Each is kept in a room of its own, all by one processing group, so
 * that they are at the same place in the event store and may be joined.
 */
public final class SessionTables {
    /** The processing group, tracking. */
    public static final String GROUP = "sessions";

    private SessionTables() {}
}
