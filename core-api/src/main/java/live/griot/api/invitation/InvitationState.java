package live.griot.api.invitation;

/** The life of an invitation: PENDING until the first answer, which is the last. */
public enum InvitationState {
    PENDING,
    ACCEPTED,
    REJECTED,
    REVOKED,
    EXPIRED
}
