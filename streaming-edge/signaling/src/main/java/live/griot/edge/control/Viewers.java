package live.griot.edge.control;

import static live.griot.api.refusal.RefusalCode.SESSION_FULL;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.stage.Devices;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who watches: one connection for each ticket (a player that connects anew takes its own place), and a limit for each session.
 * Those on stage who look at the picture are no viewers to count. Thread-safe.
 */
@Component
class Viewers {
    private final Map<AttendanceId, Peer> watching = new ConcurrentHashMap<>();
    private final Map<SessionId, Integer> places = new ConcurrentHashMap<>();
    private final Facts facts;
    private final Clock clock;
    private final int maxViewers;

    Viewers(Facts facts, Clock clock, EdgeProperties properties) {
        this.facts = facts;
        this.clock = clock;
        this.maxViewers = properties.maxViewers();
    }

    /** Takes a place in the session; refuses with SESSION_FULL. */
    void takePlace(SessionId session) {
        places.merge(session, 1, (taken, one) -> {
            if (taken >= maxViewers) {
                throw new Refused(SESSION_FULL, "All %d places are taken; try again later".formatted(maxViewers));
            }
            return taken + one;
        });
    }

    /** Returns whether a place is free now. */
    boolean haveRoomIn(SessionId session) {
        return places.getOrDefault(session, 0) < maxViewers;
    }

    /** Gives a place back. */
    void givePlaceBack(SessionId session) {
        places.computeIfPresent(session, (id, taken) -> taken == 1 ? null : taken - 1);
    }

    /** Makes the peer its ticket's viewer; one who watched with the same ticket goes, and the attendance stays the same. */
    void replaceBy(Peer fresh) {
        AtomicReference<@Nullable Peer> before = new AtomicReference<>();
        watching.compute(fresh.ticket.id(), (id, replaced) -> {
            before.set(replaced);
            fresh.told = replaced != null && replaced.told;
            return fresh;
        });
        Peer replaced = before.get();
        if (replaced != null) {
            replaced.leave();
        }
    }

    void connected(Peer peer) {
        Ticket ticket = peer.ticket;
        watching.computeIfPresent(ticket.id(), (id, counts) -> {
            if (counts.equals(peer) && !peer.told && isViewer(ticket)) {
                peer.told = true;
                facts.tell(id, new ReportViewerArrived(id, ticket.session(), ticket.user(), clock.instant()));
            }
            return counts;
        });
    }

    void gone(Peer peer) {
        watching.computeIfPresent(peer.ticket.id(), (id, counts) -> {
            if (!counts.equals(peer)) {
                return counts;
            }
            if (peer.told) {
                facts.tell(id, new ReportViewerLeft(id, clock.instant()));
            }
            return null;
        });
    }

    /** Returns whether a ticket is that of somebody who only watches; who is on stage and looks at the others is no viewer to count. */
    static boolean isViewer(Ticket ticket) {
        return ticket.mayPublish().equals(Devices.OFF);
    }

    /** Returns whether somebody watches with that ticket. */
    boolean isWatching(AttendanceId id) {
        return watching.containsKey(id);
    }
}
