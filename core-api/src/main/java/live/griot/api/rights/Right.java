package live.griot.api.rights;

/** What somebody may hold or have open: the columns of the table of what ends what, {@link Ending}. */
public enum Right {
    /** An access token, which speaks for a person at the HTTP interface. */
    ACCESS_TOKEN,
    /** A ticket that nothing was begun with yet. */
    TICKET,
    /** A live socket that said hello with an access token. */
    LIVE_SOCKET,
    /** A live socket that said hello with a ticket. */
    TICKET_SOCKET,
    /** A signalling socket, and what it publishes and receives. */
    SIGNALLING_SOCKET,
    /** A WHEP resource: somebody plays. */
    WHEP_RESOURCE,
    /** A WHIP resource: somebody publishes. */
    WHIP_RESOURCE
}
