package live.griot.api.session;

/** Why a session ends. */
public enum EndReason {
    /** The host ended it. */
    HOST_ENDED,
    /** The host's media stayed away for longer than {@code griot.session.host-grace}. */
    HOST_GONE,
    /** The session ran for longer than {@code griot.session.timeout}. */
    TIME_LIMIT,
    /** An admin ended it. */
    ADMIN_ENDED
}
