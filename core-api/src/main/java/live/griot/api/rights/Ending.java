package live.griot.api.rights;

import static live.griot.api.rights.Ending.Fate.ASKED_AGAIN;
import static live.griot.api.rights.Ending.Fate.ENDS;
import static live.griot.api.rights.Ending.Fate.STAYS;

import java.util.Map;

/**
 * What ends what: the one table. The first four causes are of one session and end nothing elsewhere; the next four are of a person's
 * sign-ins (a log-out's one, all but one when the password changes, else all of them) and end what those opened, in every session. An admin's ban
 * leaves the sign-ins alone, and ends what its person has in every session.
 */
@SuppressWarnings("ImmutableEnumChecker") // The map is nobody else's, and nobody changes it.
public enum Ending {
    // spotless:off
    //               access   ticket   live         live, by     signalling  WHEP     WHIP
    //               token             socket       ticket       socket      resource resource
    /** Somebody said goodbye to a session. */
    LEAVE           (STAYS,   ENDS,    STAYS,       ENDS,        ENDS,       ENDS,    ENDS),
    /** Somebody was put out of a session, and may come back. */
    REMOVAL         (STAYS,   ENDS,    ASKED_AGAIN, ENDS,        ENDS,       ENDS,    ENDS),
    /** Somebody was put out of a session, and may not come back. */
    BAN             (STAYS,   ENDS,    ASKED_AGAIN, ENDS,        ENDS,       ENDS,    ENDS),
    /** Somebody lost their seat; they may go on watching, and what they signal by goes on without what they published. */
    DEMOTION        (STAYS,   STAYS,   STAYS,       STAYS,       STAYS,      STAYS,   ENDS),
    /** A device signed out, was signed out from another one, or made room for a newer one. */
    LOG_OUT         (ENDS,    ENDS,    ENDS,        ENDS,        ENDS,       ENDS,    ENDS),
    /** The password changed: every device but the one where that was done is signed out. */
    PASSWORD_CHANGE (ENDS,    ENDS,    ENDS,        ENDS,        ENDS,       ENDS,    ENDS),
    /** An admin suspended somebody. */
    SUSPENSION      (ENDS,    ENDS,    ENDS,        ENDS,        ENDS,       ENDS,    ENDS),
    /** An admin banned somebody across sessions: they stay signed in, and take no part anywhere. */
    ADMIN_BAN       (STAYS,   ENDS,    ASKED_AGAIN, ENDS,        ENDS,       ENDS,    ENDS),
    /** Somebody erased their account. */
    ERASURE         (ENDS,    ENDS,    ENDS,        ENDS,        ENDS,       ENDS,    ENDS),
    /** A token's, or an unused ticket's, time is over. What a ticket has begun by then lives on. */
    EXPIRY          (ENDS,    ENDS,    ENDS,        STAYS,       STAYS,      STAYS,   STAYS),
    /** A session became private: of those whom nothing lets in, who have no account and came by no link. */
    MADE_PRIVATE    (STAYS,   ENDS,    ASKED_AGAIN, ASKED_AGAIN, ENDS,       ENDS,    ENDS);
    // spotless:on

    private final Map<Right, Fate> fates;

    Ending(
            Fate accessToken,
            Fate ticket,
            Fate liveSocket,
            Fate ticketSocket,
            Fate signallingSocket,
            Fate whepResource,
            Fate whipResource) {
        this.fates = Map.of(
                Right.ACCESS_TOKEN, accessToken,
                Right.TICKET, ticket,
                Right.LIVE_SOCKET, liveSocket,
                Right.TICKET_SOCKET, ticketSocket,
                Right.SIGNALLING_SOCKET, signallingSocket,
                Right.WHEP_RESOURCE, whepResource,
                Right.WHIP_RESOURCE, whipResource);
    }

    /** Returns what becomes of that. */
    public Fate of(Right right) {
        return fates.getOrDefault(right, STAYS);
    }

    /** Returns whether that ends. */
    public boolean ends(Right right) {
        return of(right) == ENDS;
    }

    /** What a cell of the table says. */
    public enum Fate {
        /** It is good no longer, and what is open is closed. */
        ENDS,
        /** It is as good as before. */
        STAYS,
        /** The socket stays; of each of its topics the read model is asked again whether it is theirs. */
        ASKED_AGAIN
    }
}
