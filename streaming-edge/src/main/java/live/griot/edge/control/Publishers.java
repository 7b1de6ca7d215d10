package live.griot.edge.control;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.id.SessionId;
import live.griot.api.session.ReportMediaArrived;
import live.griot.api.session.ReportMediaLost;
import org.springframework.stereotype.Component;

/**
 * Who publishes in which session: one at a time, and the last who came is the one that counts. What a replaced publisher's
 * connection still reports is nobody's business any more. Thread-safe.
 */
@Component
class Publishers {
    private final Map<SessionId, Peer> current = new ConcurrentHashMap<>();
    private final Facts facts;
    private final Clock clock;

    Publishers(Facts facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    /** Makes the peer its session's publisher and lets the one before go. */
    void replaceBy(Peer fresh) {
        Peer replaced = current.put(session(fresh), fresh);
        if (replaced != null) {
            lost(replaced);
            replaced.leave();
        }
    }

    void mediaArrived(Peer peer) {
        current.computeIfPresent(session(peer), (session, counts) -> {
            if (counts.equals(peer) && !peer.told) {
                peer.told = true;
                facts.tell(session, new ReportMediaArrived(session, clock.instant()));
            }
            return counts;
        });
    }

    void mediaLost(Peer peer) {
        current.computeIfPresent(session(peer), (session, counts) -> {
            if (counts.equals(peer)) {
                lost(peer);
            }
            return counts;
        });
    }

    void gone(Peer peer) {
        current.computeIfPresent(session(peer), (session, counts) -> {
            if (!counts.equals(peer)) {
                return counts;
            }
            lost(peer);
            return null;
        });
    }

    private void lost(Peer peer) {
        if (peer.told) {
            peer.told = false;
            facts.tell(session(peer), new ReportMediaLost(session(peer), clock.instant()));
        }
    }

    private static SessionId session(Peer peer) {
        return peer.ticket.session();
    }
}
