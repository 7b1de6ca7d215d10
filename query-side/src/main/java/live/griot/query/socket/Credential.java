package live.griot.query.socket;

import static live.griot.api.refusal.RefusalCode.INVALID_TICKET;
import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;
import static live.griot.api.refusal.RefusalCode.UNAUTHENTICATED;

import java.time.Clock;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.AccessTokens;
import live.griot.api.identity.Bearer;
import live.griot.api.identity.Ticket;
import live.griot.api.identity.Tickets;
import live.griot.api.refusal.Refused;
import live.griot.api.rights.EndedRights;
import live.griot.api.rights.Ending;
import live.griot.api.rights.Right;
import live.griot.api.rights.RightsEnd;
import live.griot.query.attendance.AttendanceReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a client of the live socket said hello with: an access token, a ticket, or nothing; and whether that is still good. Shown on one
 * thread at a time, asked on any.
 */
final class Credential {
    private final Office office;
    private volatile @Nullable Bearer bearer;
    private volatile @Nullable Ticket ticket;

    /** Who tells what is good. */
    @Component
    record Office(
            AccessTokens accessTokens, Tickets tickets, EndedRights ended, AttendanceReader attendances, Clock clock) {}

    Credential(Office office) {
        this.office = office;
    }

    /** Takes what a hello shows; throws {@code Refused} when it is not good. */
    void show(@Nullable String tokenText, @Nullable String ticketText) {
        if (tokenText != null) {
            come(office.accessTokens().verify(tokenText));
        } else if (ticketText != null) {
            come(office.tickets().recognise(ticketText));
        }
    }

    /**
     * Takes a fresh access token in the place of the one before, of the same person; throws {@code Refused} when it is not good, and then
     * nothing changed but where that person has signed out meanwhile.
     */
    Bearer goOnWith(@Nullable String tokenText) {
        Bearer before = bearer;
        if (tokenText == null || before == null) {
            throw new Refused(MALFORMED_REQUEST, "One hello is enough");
        }
        Bearer fresh = office.accessTokens().verify(tokenText);
        if (!fresh.person().equals(before.person())) {
            throw new Refused(MALFORMED_REQUEST, "Another person opens a socket of their own");
        }
        come(fresh);
        return fresh;
    }

    /** Is asked about again after it is kept: what ends it meanwhile is seen here, or by whom it is told to. */
    private void come(Bearer shown) {
        bearer = shown;
        if (office.ended().isEnded(shown.signIn())) {
            bearer = null;
            throw new Refused(UNAUTHENTICATED, "You have signed out since this access token was issued");
        }
    }

    private void come(Ticket shown) {
        if (!office.attendances().isWatching(shown.id())) {
            office.tickets().requireFresh(shown);
        }
        ticket = shown;
        if (office.ended().isEnded(shown)) {
            ticket = null;
            throw new Refused(INVALID_TICKET, "You left, signed out, or were put out, since this ticket was issued");
        }
    }

    /** Returns whether it has ended, for one of those causes. */
    boolean isEndedBy(RightsEnd end) {
        Bearer token = bearer;
        Ticket shown = ticket;
        return (token != null && end.why().ends(Right.LIVE_SOCKET) && end.concerns(token.signIn()))
                || (shown != null && end.why().ends(Right.TICKET_SOCKET) && end.concerns(shown));
    }

    /** Returns whether an access token's time is over. */
    boolean isExpired() {
        Bearer token = bearer;
        return token != null
                && Ending.EXPIRY.ends(Right.LIVE_SOCKET)
                && !office.clock().instant().isBefore(token.expiresAt());
    }

    /** Returns who speaks by an access token, or null. */
    @Nullable
    UserId user() {
        Bearer token = bearer;
        return token == null ? null : token.person();
    }

    /** Returns whether it is good in a session: a guest's is so in one alone. */
    boolean isGoodIn(SessionId session) {
        Bearer token = bearer;
        return token == null || token.isGoodIn(session);
    }

    /** Returns whom it names, or null for somebody without an account. */
    @Nullable
    UserId person() {
        Ticket shown = ticket;
        return shown == null ? user() : shown.user();
    }

    /** Returns the ticket, or null. */
    @Nullable
    Ticket ticket() {
        return ticket;
    }
}
