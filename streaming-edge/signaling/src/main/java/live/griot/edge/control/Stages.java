package live.griot.edge.control;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Ticket;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.stage.Devices;
import live.griot.edge.signaling.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is on which stage, with what switched on, and who hosts. What the edge was told of late counts, whatever the read model knows by
 * now; what it was not told of, it asks there. Remembers the last 100,000 of each, far more than are on stages at once. Thread-safe.
 */
@Component
class Stages {
    private static final int REMEMBERED = 100_000;

    private final Sessions sessions;
    private final Map<Who, Seat> seats = new LinkedHashMap<>();
    private final Map<SessionId, UserId> hosts = new LinkedHashMap<>();

    private record Who(SessionId session, UserId person) {}

    /** {@code devices} is null for who has no seat; {@code leftAt} is when they last lost one, null when they did not. */
    private record Seat(@Nullable Devices devices, @Nullable Instant leftAt) {}

    Stages(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Returns what the ticket's bearer may send now. A ticket from before they lost their seat is good for nothing on stage. */
    Rights rightsOf(Ticket ticket) {
        UserId person = ticket.user();
        if (person == null || ticket.isAnonymous()) {
            return Rights.NONE;
        }
        Seat heard = heard(new Who(ticket.session(), person));
        Devices devices = heard == null ? readModelSays(ticket.session(), person) : heard.devices;
        if (devices == null) {
            return Rights.NONE;
        }
        boolean stale =
                heard != null && heard.leftAt != null && !ticket.issuedAt().isAfter(heard.leftAt);
        return new Rights(true, Sources.of(stale ? Devices.OFF : ticket.mayPublish()), Sources.of(devices));
    }

    /** Returns who hosts a session, empty when there is no such session. */
    Optional<UserId> hostOf(SessionId session) {
        synchronized (this) {
            UserId heard = hosts.get(session);
            if (heard != null) {
                return Optional.of(heard);
            }
        }
        return sessions.find(session).map(SessionFacts::host);
    }

    synchronized void seated(SessionId session, UserId person, Devices devices) {
        Seat before = seats.get(new Who(session, person));
        note(new Who(session, person), new Seat(devices, before == null ? null : before.leftAt));
    }

    synchronized void unseated(SessionId session, UserId person, Instant at) {
        note(new Who(session, person), new Seat(null, at));
    }

    synchronized void handedOver(SessionId session, UserId host) {
        hosts.put(session, host);
        if (hosts.size() > REMEMBERED) {
            hosts.remove(hosts.keySet().iterator().next());
        }
    }

    private void note(Who who, Seat seat) {
        seats.put(who, seat);
        if (seats.size() > REMEMBERED) {
            seats.remove(seats.keySet().iterator().next());
        }
    }

    private synchronized @Nullable Seat heard(Who who) {
        return seats.get(who);
    }

    private @Nullable Devices readModelSays(SessionId session, UserId person) {
        return sessions.standing(session, person)
                .filter(Standing::onStage)
                .flatMap(standing -> sessions.participant(session, person))
                .map(seen -> new Devices(seen.audio(), seen.video(), seen.screen()))
                .orElse(null);
    }
}
