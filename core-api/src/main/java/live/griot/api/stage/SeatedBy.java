package live.griot.api.stage;

/** How somebody came to a seat on stage. */
public enum SeatedBy {
    /** They accepted an invitation. */
    INVITATION,
    /** They came by a link for guests. */
    LINK,
    /** The host or a moderator brought them up. */
    PROMOTION
}
