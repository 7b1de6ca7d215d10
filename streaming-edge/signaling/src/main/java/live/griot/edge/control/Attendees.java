package live.griot.edge.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionState;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.signaling.Attendee;
import live.griot.edge.signaling.Goodbye;
import live.griot.edge.signaling.SignalAdmission;
import live.griot.edge.telemetry.Failures;
import org.springframework.stereotype.Component;

/** Everybody who came by the signalling socket, one for each ticket. Thread-safe. */
@Component
class Attendees implements SignalAdmission {
    private static final Set<SessionState> OPEN = Set.of(SessionState.STARTING, SessionState.LIVE);

    private final EdgeAdmission admission;
    private final Stages stages;
    private final Publishing publishing;
    private final Viewers viewers;
    private final EdgeRooms rooms;
    private final MediaEdge edge;
    private final EdgeProperties properties;
    private final Failures failures;
    private final Map<AttendanceId, SocketAttendee> here = new ConcurrentHashMap<>();

    Attendees(
            EdgeAdmission admission,
            Stages stages,
            Publishing publishing,
            Viewers viewers,
            EdgeRooms rooms,
            MediaEdge edge,
            EdgeProperties properties,
            Failures failures) {
        this.admission = admission;
        this.stages = stages;
        this.publishing = publishing;
        this.viewers = viewers;
        this.rooms = rooms;
        this.edge = edge;
        this.properties = properties;
        this.failures = failures;
    }

    @Override
    public Ticket admit(String bearer) {
        return admission.ticket(bearer);
    }

    @Override
    public Attendee enter(Ticket ticket, Attendee.Listener listener) {
        requireAdmitted(ticket);
        SocketAttendee before = here.get(ticket.id());
        if (before != null) {
            before.putOut(Goodbye.REPLACED);
        }
        SocketAttendee attendee = new SocketAttendee(this, ticket, listener);
        attendee.comeWith(ticket);
        stay(attendee, ticket);
        rooms.of(ticket.session()).add(listener);
        return attendee;
    }

    /** Refuses whom the edge does not let in. */
    void requireAdmitted(Ticket ticket) {
        var _ = admission.admit(ticket, OPEN);
    }

    /** Takes note that somebody is here with another ticket than before. */
    void renewed(SocketAttendee attendee, Ticket before) {
        forget(attendee, before);
        stay(attendee, attendee.ticket());
    }

    /** The session may have ended, or the bearer been put out, while they came in; then one of the two sides sees the other. */
    private void stay(SocketAttendee attendee, Ticket ticket) {
        admission.opened(ticket);
        SocketAttendee other = here.put(ticket.id(), attendee);
        if (other != null) {
            admission.closed(ticket);
        }
        if (other != null && other != attendee) {
            other.putOut(Goodbye.REPLACED);
        }
        if (attendee.hasLeft()) {
            forget(attendee, ticket);
        }
        try {
            admission.refuseGone(ticket);
        } catch (Refused gone) {
            attendee.leave();
            throw gone;
        }
    }

    /** Takes note that somebody left. */
    void left(SocketAttendee attendee) {
        Ticket ticket = attendee.ticket();
        forget(attendee, ticket);
        rooms.leave(ticket.session(), attendee.listener());
    }

    /** Lets go those whose tickets are good no longer, or whose session is over. */
    void letGo(Predicate<Ticket> whom, Goodbye why) {
        here.values().stream().filter(one -> whom.test(one.ticket())).forEach(one -> one.putOut(why));
    }

    private void forget(SocketAttendee attendee, Ticket ticket) {
        if (here.remove(ticket.id(), attendee)) {
            admission.closed(ticket);
        }
    }

    /** Returns the sessions for which somebody is here who may publish. */
    Set<SessionId> sessionsOfThoseOnStage() {
        return here.values().stream()
                .map(SocketAttendee::ticket)
                .filter(ticket -> !Viewers.isViewer(ticket))
                .map(Ticket::session)
                .collect(Collectors.toSet());
    }

    /** Tells somebody that what they may send has changed. */
    void tellRights(SessionId session, UserId person) {
        here.values().stream()
                .filter(one -> one.ticket().session().equals(session)
                        && person.equals(one.ticket().user()))
                .forEach(one -> one.listener().onRights(one.rights()));
    }

    /** Lets everyone go; returns whether all were gone in time. Nobody comes in any more when that begins. */
    boolean letEveryoneGo(Duration atMost) {
        List<PeerConnection> open = here.values().stream()
                .flatMap(one -> one.connections().stream())
                .toList();
        here.values().forEach(one -> one.putOut(Goodbye.STOPPING));
        return PeerConnection.awaitGone(open, atMost);
    }

    int startBitrateKbps() {
        return properties.startBitrate();
    }

    Failures failures() {
        return failures;
    }

    EdgeAdmission admission() {
        return admission;
    }

    Stages stages() {
        return stages;
    }

    Publishing publishing() {
        return publishing;
    }

    Viewers viewers() {
        return viewers;
    }

    MediaEdge edge() {
        return edge;
    }
}
