package live.griot.edge.control;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import live.griot.api.id.AttendanceId;
import live.griot.api.identity.Ticket;
import live.griot.api.session.ReportViewerArrived;
import live.griot.api.session.ReportViewerLeft;
import live.griot.api.stage.Devices;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who watches: one connection for each ticket (a player that connects anew replaces the one before), and the places for them.
 * Those on stage who look at the picture are no viewers to count. Thread-safe.
 */
@Component
class Viewers {
    private final Map<AttendanceId, PeerConnection> watching = new ConcurrentHashMap<>();
    private final EdgeReporter reporter;
    private final Clock clock;
    private final Places places;
    private final JoinTimes joins;

    Viewers(EdgeReporter reporter, Clock clock, EdgeProperties properties, JoinTimes joins) {
        this.reporter = reporter;
        this.clock = clock;
        this.places = new Places(properties.maxViewers());
        this.joins = joins;
    }

    /** Returns the places there are for them. */
    Places places() {
        return places;
    }

    /** Makes the peer its ticket's viewer; one who watched with the same ticket goes, and the attendance stays the same. */
    void replaceBy(PeerConnection fresh) {
        AtomicReference<@Nullable PeerConnection> before = new AtomicReference<>();
        watching.compute(fresh.ticket.id(), (id, replaced) -> {
            before.set(replaced);
            fresh.told = replaced != null && replaced.told;
            return fresh;
        });
        PeerConnection replaced = before.get();
        if (replaced != null) {
            replaced.leave();
        }
    }

    /** Takes note that a connection is up which was not before. */
    void joined(PeerConnection peer) {
        joins.joined(peer.age());
        connected(peer);
    }

    void connected(PeerConnection peer) {
        Ticket ticket = peer.ticket;
        watching.computeIfPresent(ticket.id(), (id, counts) -> {
            if (counts.equals(peer) && !peer.told && isViewer(ticket)) {
                peer.told = true;
                reporter.tell(id, new ReportViewerArrived(id, ticket.session(), ticket.user(), clock.instant()));
            }
            return counts;
        });
    }

    void gone(PeerConnection peer) {
        watching.computeIfPresent(peer.ticket.id(), (id, counts) -> {
            if (!counts.equals(peer)) {
                return counts;
            }
            if (peer.told) {
                reporter.tell(id, new ReportViewerLeft(id, clock.instant()));
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
