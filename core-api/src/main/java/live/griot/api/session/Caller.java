package live.griot.api.session;

/** Who asks: the columns of the table of permissions, {@link Deed}. */
public enum Caller {
    /** Somebody without an account, and without a name. */
    ANONYMOUS,
    /** Somebody with an account who is not in the session. */
    STRANGER,
    /** Somebody who watches, or has joined to. */
    VIEWER,
    /** Somebody on stage. */
    GUEST,
    /** Somebody who keeps order, on stage or not. */
    MODERATOR,
    /** The session's one host. */
    HOST,
    /** Somebody who was put out for good. */
    BANNED;

    /** Returns the column of somebody with an account who is not banned. */
    public static Caller of(Role role, boolean present) {
        return switch (role) {
            case HOST -> HOST;
            case MODERATOR -> MODERATOR;
            case GUEST -> GUEST;
            case VIEWER -> present ? VIEWER : STRANGER;
        };
    }
}
