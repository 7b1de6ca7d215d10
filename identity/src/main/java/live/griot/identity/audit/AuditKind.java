package live.griot.identity.audit;

/** What kind of thing the audit tells of. */
public enum AuditKind {
    /** Somebody signed in. */
    LOG_IN,
    /** Somebody tried a wrong password, or was not let in with the right one. */
    LOG_IN_FAILED,
    /** Somebody changed a password or another way in, or came back by a code. */
    PASSWORD,
    /** An admin did something. */
    ADMIN_ACT
}
