package live.griot.api.refusal;

/**
 * The stable machine codes of refusals, each with the HTTP status it travels under and a title. Part of the contract with
 * clients: a code is never renamed.
 */
public enum RefusalCode {
    VALIDATION_FAILED(400, "Something in the request is not valid"),
    MALFORMED_REQUEST(400, "The request cannot be read"),
    MALFORMED_SDP(400, "The session description cannot be read"),
    UNAUTHENTICATED(401, "Sign in first"),
    BAD_CREDENTIALS(401, "Handle or password is wrong"),
    INVALID_TICKET(401, "The ticket is not valid"),
    PROVIDER_REFUSED(403, "The sign-in at the provider did not succeed"),
    PASSKEY_REFUSED(403, "The passkey was not accepted"),
    FORBIDDEN(403, "Not allowed"),
    NOT_HOST(403, "Only the host may do this"),
    NOT_MODERATOR(403, "Only the host and moderators may do this"),
    NOT_ON_STAGE(403, "Only those on stage may do this"),
    ONLY_OFF(403, "Nobody can switch on somebody else's device"),
    MUTED(403, "You are muted"),
    BANNED(403, "You are banned from this session"),
    REGISTRATION_CLOSED(403, "This server takes no new people"),
    REGISTRATION_BY_INVITATION(403, "New people come by invitation"),
    SUSPENDED(403, "This account is suspended"),
    MEMBERS_ONLY(403, "Only members may write"),
    BLOCKED_WORD(403, "The message holds a blocked word"),
    NOT_FOUND(404, "Not found"),
    SESSION_NOT_FOUND(404, "There is no such session"),
    RECORDING_NOT_FOUND(404, "There is no such recording"),
    CLIP_NOT_FOUND(404, "There is no such clip"),
    PREVIEW_NOT_FOUND(404, "There is no preview of this session"),
    INVITATION_NOT_FOUND(404, "There is no such invitation"),
    LINK_NOT_FOUND(404, "There is no such link"),
    PARTICIPANT_NOT_FOUND(404, "There is nobody like that in the session"),
    MESSAGE_NOT_FOUND(404, "There is no such message"),
    USER_NOT_FOUND(404, "There is no such person"),
    METHOD_NOT_ALLOWED(405, "This address does not answer that method"),
    NOT_ACCEPTABLE(406, "None of the accepted types can be produced"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    CONSENT_NEEDED(409, "Who comes on stage agrees to be recorded first"),
    INVALID_TRANSITION(409, "The session's state does not allow this"),
    ALREADY_ON_STAGE(409, "This person is on stage already"),
    ALREADY_INVITED(409, "This person is invited already"),
    PERSON_BANNED(409, "This person is banned from the session"),
    NOT_PRESENT(409, "This person is not in the session"),
    HOST_STAYS(409, "The host hands the session over first"),
    INVITATION_ANSWERED(409, "The invitation is not open any more"),
    LINK_EXPIRED(409, "The link has expired"),
    LINK_USED_UP(409, "The link is used up"),
    DEVICE_NOT_FOR_TYPE(409, "A session of this type does not carry this"),
    TOO_MANY(409, "There are too many already"),
    ALREADY_PUBLISHING(409, "Somebody publishes with this ticket already"),
    HANDLE_TAKEN(409, "This handle is taken"),
    IDENTITY_TAKEN(409, "This identity belongs to another account"),
    LAST_WAY_IN(409, "There is no other way to sign in"),
    STAGE_FULL(409, "The stage is full"),
    SESSION_FULL(409, "The session is full"),
    CHAT_CLOSED(409, "The chat is not open"),
    CONFLICT(409, "Somebody else changed this at the same moment"),
    PRECONDITION_FAILED(412, "The condition of the request does not hold"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
    EXPECTATION_FAILED(417, "The request expects what this server does not offer"),
    ON_ANOTHER_NODE(421, "Another node has this session"),
    UNSUPPORTED_SDP(422, "The session description asks for what this server does not offer"),
    IDEMPOTENCY_KEY_REUSED(422, "This key came with another request"),
    UPGRADE_REQUIRED(426, "This address is a WebSocket's"),
    PRECONDITION_REQUIRED(428, "The request must carry a condition"),
    RATE_LIMITED(429, "Too fast"),
    SLOW_MODE(429, "Slow mode is on"),
    NOT_IMPLEMENTED(501, "This server does not know how"),
    PROVIDER_UNAVAILABLE(503, "The provider cannot be reached"),
    EDGE_NOT_READY(503, "The media edge is not ready"),
    STORE_UNAVAILABLE(503, "The database cannot be reached"),
    OUTCOME_UNKNOWN(503, "It is not known whether this was done"),
    RECORDING_UNAVAILABLE(503, "Nothing can be recorded now"),
    STORAGE_FULL(503, "There is no room left"),
    HLS_UNAVAILABLE(503, "The live cannot be had by HLS now"),
    HTTP_VERSION_NOT_SUPPORTED(505, "This server speaks HTTP/1.1");

    private final int status;
    private final String title;

    RefusalCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Returns the HTTP status, 400 to 505. */
    public int status() {
        return status;
    }

    /** Returns the short human title (RFC 9457, section 3.1.3). */
    public String title() {
        return title;
    }
}
