package live.griot.api.log;

/** Under which names log lines carry the ids of what they belong to: keys of the logging library's context, and of lines in JSON. */
public final class LogKeys {
    /** The call, or the one by which the socket was opened that a frame came by. */
    public static final String REQUEST = "requestId";

    /** Who asked, as far as that is known: an account's or a guest's id, never a name. */
    public static final String PERSON = "personId";

    /** The live session that it is about. */
    public static final String SESSION = "sessionId";

    private LogKeys() {}
}
