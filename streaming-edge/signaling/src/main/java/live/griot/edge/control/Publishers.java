package live.griot.edge.control;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.ReportMediaArrived;
import live.griot.api.session.ReportMediaLost;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who publishes in which session: each person over one connection, and the last they came with is the one that counts. What a replaced
 * connection still reports is nobody's business any more. The platform is told when the host's media comes and when it stays away,
 * whoever is host at that moment. Thread-safe; nothing is waited for while others wait.
 */
@Component
class Publishers {
    private final Map<SessionId, Publishing> sessions = new HashMap<>();
    private final EdgeReporter reporter;
    private final Stages stages;
    private final Clock clock;

    /** One session's. Guarded by the whole. */
    private static final class Publishing {
        final Map<String, PeerConnection> current = new HashMap<>();
        final Set<String> sending = new HashSet<>();

        @Nullable
        String host;

        boolean told;
    }

    Publishers(EdgeReporter reporter, Stages stages, Clock clock) {
        this.reporter = reporter;
        this.stages = stages;
        this.clock = clock;
    }

    /** Makes the peer the one with which its person publishes, and lets the one before go. */
    void replaceBy(PeerConnection fresh) {
        PeerConnection replaced = enter(fresh);
        if (replaced != null) {
            replaced.leave();
        }
        hostMayHaveChanged(fresh.ticket.session());
    }

    /** Lets go what somebody publishes with. */
    void letGo(SessionId session, UserId person) {
        PeerConnection current = currentOf(session, person.value());
        if (current != null) {
            current.leave();
        }
    }

    /** Looks again who hosts. What is asked of the read model may be old by the time it is known; what the edge was told is not. */
    void hostMayHaveChanged(SessionId session) {
        String host;
        do {
            host = hostOf(session);
            hostIs(session, host);
        } while (!host.equals(hostOf(session)));
    }

    synchronized void mediaArrived(PeerConnection peer) {
        Publishing publishing = of(peer);
        if (publishing != null && publishing.sending.add(peer.participant())) {
            tell(peer.ticket.session(), publishing);
        }
    }

    synchronized void mediaLost(PeerConnection peer) {
        Publishing publishing = of(peer);
        if (publishing != null && publishing.sending.remove(peer.participant())) {
            tell(peer.ticket.session(), publishing);
        }
    }

    synchronized void gone(PeerConnection peer) {
        Publishing publishing = of(peer);
        if (publishing != null) {
            publishing.current.remove(peer.participant());
            publishing.sending.remove(peer.participant());
            tell(peer.ticket.session(), publishing);
            if (publishing.current.isEmpty()) {
                sessions.remove(peer.ticket.session());
            }
        }
    }

    private synchronized @Nullable PeerConnection enter(PeerConnection fresh) {
        SessionId session = fresh.ticket.session();
        Publishing publishing = sessions.computeIfAbsent(session, id -> new Publishing());
        publishing.sending.remove(fresh.participant());
        tell(session, publishing);
        return publishing.current.put(fresh.participant(), fresh);
    }

    private synchronized @Nullable PeerConnection currentOf(SessionId session, String participant) {
        Publishing publishing = sessions.get(session);
        return publishing == null ? null : publishing.current.get(participant);
    }

    private synchronized void hostIs(SessionId session, String host) {
        Publishing publishing = sessions.get(session);
        if (publishing != null) {
            publishing.host = host;
            tell(session, publishing);
        }
    }

    private String hostOf(SessionId session) {
        return stages.hostOf(session).map(UserId::value).orElse("");
    }

    /** Returns the session of a peer that counts, null for one that was replaced. */
    private @Nullable Publishing of(PeerConnection peer) {
        Publishing publishing = sessions.get(peer.ticket.session());
        return publishing != null && peer.equals(publishing.current.get(peer.participant())) ? publishing : null;
    }

    private void tell(SessionId session, Publishing publishing) {
        boolean there = publishing.host != null && publishing.sending.contains(publishing.host);
        if (there != publishing.told) {
            publishing.told = there;
            reporter.tell(
                    session,
                    there
                            ? new ReportMediaArrived(session, clock.instant())
                            : new ReportMediaLost(session, clock.instant()));
        }
    }
}
