package live.griot.api.rights;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import live.griot.api.admin.AdminBanLifted;
import live.griot.api.admission.BanLifted;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.session.SessionEdited;
import live.griot.api.session.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * What one node remembers of the rights that ended, whatever the read model knows by now: sign-ins until their access tokens are expired
 * anyway; tickets of who left, was removed or was banned, from before that moment; all tickets of a person while their ban lasts, in a
 * session or across sessions, since one can be issued between the moment that a ban bears and the one it is stored at; and those of strangers to a session that was made
 * private. Remembers the last 100,000 of each, far more than can end within a ticket's life. Thread-safe.
 */
public final class EndedRights {
    private static final int REMEMBERED = 100_000;

    private final Clock clock;
    private final Duration longestToken;
    private final Map<SignInId, Instant> signIns = new LinkedHashMap<>();
    private final Set<AttendanceId> tickets = new LinkedHashSet<>();
    private final Map<RightsEnd.InSession, Out> out = new LinkedHashMap<>();
    private final Map<UserId, Everywhere> everywhere = new LinkedHashMap<>();
    private final Set<SessionId> closed = new LinkedHashSet<>();

    private record Out(Instant since, boolean banned) {
        Out and(Out later) {
            return new Out(later.since.isAfter(since) ? later.since : since, banned || later.banned);
        }
    }

    /** Out of every session since a time, and not let in again before another: null for until that is lifted. */
    private record Everywhere(Instant since, @Nullable Instant until) {
        boolean ends(Ticket ticket, Instant now) {
            return !ticket.issuedAt().isAfter(since) || until == null || now.isBefore(until);
        }
    }

    /** Remembers sign-ins for as long as an access token lives at most. */
    public EndedRights(Clock clock, Duration longestToken) {
        this.clock = clock;
        this.longestToken = longestToken;
    }

    /** Takes note that rights ended. Told again of what it knows, nothing changes. */
    public synchronized void add(RightsEnd end) {
        if (end.why().ends(Right.TICKET)) {
            switch (end.whose()) {
                case RightsEnd.InSession who -> out.merge(who, new Out(end.at(), end.why() == Ending.BAN), Out::and);
                case RightsEnd.OfPerson all -> everywhere.put(all.person(), new Everywhere(end.at(), all.until()));
                case RightsEnd.OfTicket one -> tickets.add(one.ticket());
                case RightsEnd.BySignIns those -> those.signIns().forEach(one -> signIns.putIfAbsent(one, end.at()));
                case RightsEnd.OfStrangers all -> closed.add(all.session());
            }
            forget();
        }
    }

    /** Takes note of an event that gives back what another one took: tickets from after a ban that is lifted, or of a session that is public again. */
    public synchronized void giveBack(Object event) {
        switch (event) {
            case BanLifted lifted -> liftBan(lifted.sessionId(), lifted.user());
            case AdminBanLifted lifted ->
                everywhere.computeIfPresent(lifted.user(), (who, was) -> new Everywhere(was.since(), lifted.at()));
            case SessionEdited edited
            when edited.visibility() == Visibility.PUBLIC -> closed.remove(edited.sessionId());
            default -> {
                // Nothing was taken.
            }
        }
    }

    /** Returns whether a sign-in has ended, and with it its access tokens. */
    public synchronized boolean isEnded(SignInId signIn) {
        return signIns.containsKey(signIn);
    }

    /** Returns whether a ticket has ended, by what its bearer did or what was done to them. */
    public synchronized boolean isEnded(Ticket ticket) {
        if (tickets.contains(ticket.id()) || (ticket.signIn() != null && isEnded(ticket.signIn()))) {
            return true;
        }
        UserId person = ticket.user();
        Everywhere banned = person == null ? null : everywhere.get(person);
        if (banned != null && banned.ends(ticket, clock.instant())) {
            return true;
        }
        Out how = person == null ? null : out.get(new RightsEnd.InSession(ticket.session(), person));
        return how != null && (how.banned || !ticket.issuedAt().isAfter(how.since));
    }

    /** Returns whether a ticket's session was made private, and nothing lets its bearer in. */
    public synchronized boolean isClosedTo(Ticket ticket) {
        return closed.contains(ticket.session()) && RightsEnd.OfStrangers.isStranger(ticket);
    }

    private void liftBan(SessionId session, UserId person) {
        out.computeIfPresent(new RightsEnd.InSession(session, person), (who, before) -> new Out(before.since, false));
    }

    private void forget() {
        Instant expired = clock.instant().minus(longestToken);
        Iterator<Instant> ended = signIns.values().iterator();
        while (ended.hasNext() && ended.next().isBefore(expired)) {
            ended.remove();
        }
        dropOldest(signIns.keySet());
        dropOldest(tickets);
        dropOldest(out.keySet());
        dropOldest(everywhere.keySet());
        dropOldest(closed);
    }

    private static void dropOldest(Set<?> remembered) {
        Iterator<?> oldestFirst = remembered.iterator();
        while (remembered.size() > REMEMBERED) {
            oldestFirst.next();
            oldestFirst.remove();
        }
    }
}
