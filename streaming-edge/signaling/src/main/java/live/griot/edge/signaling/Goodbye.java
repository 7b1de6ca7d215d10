package live.griot.edge.signaling;

/** Why a client's signalling ends by the server's doing. */
public enum Goodbye {
    /** They left, or were removed, since their ticket was issued; or the session became private and nothing lets them in. */
    PUT_OUT,
    /** They are banned. */
    BANNED,
    /** The sign-in by which they joined has ended: they signed out, changed the password elsewhere, or are suspended or erased. */
    SIGNED_OUT,
    /** The session is over. */
    SESSION_ENDED,
    /** The same ticket came again, without a wish to resume. */
    REPLACED,
    /** They did not come back within the time for which connections are held. */
    GONE,
    /** The server stops: they may come back, to another node or when this one is back. */
    STOPPING,
    /** Another node has the session: they may come back there. */
    ELSEWHERE
}
