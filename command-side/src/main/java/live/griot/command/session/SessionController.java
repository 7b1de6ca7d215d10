package live.griot.command.session;

import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;

import jakarta.validation.Valid;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import live.griot.api.Commands;
import live.griot.api.edge.EdgeAddress;
import live.griot.api.id.FreshIds;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Tickets;
import live.griot.api.refusal.Refused;
import live.griot.api.session.CancelSession;
import live.griot.api.session.CreateSession;
import live.griot.api.session.EndSession;
import live.griot.api.session.Role;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.StartSession;
import live.griot.api.session.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The calls that change a session. Who calls is the principal's name; null is somebody without an account. */
@RestController
@RequestMapping("/api/sessions")
class SessionController {
    private final Commands commands;
    private final Sessions sessions;
    private final Tickets tickets;
    private final EdgeAddress.Book edges;
    private final FreshIds ids;
    private final Clock clock;

    SessionController(
            Commands commands, Sessions sessions, Tickets tickets, EdgeAddress.Book edges, FreshIds ids, Clock clock) {
        this.commands = commands;
        this.sessions = sessions;
        this.tickets = tickets;
        this.edges = edges;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<SessionView> create(@Valid @RequestBody NewSession wanted, Principal caller) {
        SessionId id = new SessionId(ids.next());
        commands.send(new CreateSession(
                id,
                new UserId(caller.getName()),
                wanted.title().strip(),
                wanted.description() == null ? "" : wanted.description().strip(),
                wanted.type() == null ? SessionType.VIDEO : wanted.type(),
                wanted.visibility() == null ? Visibility.PUBLIC : wanted.visibility(),
                wanted.maxParticipants() == null ? LiveSession.MAX_PARTICIPANTS : wanted.maxParticipants(),
                wanted.scheduledFor(),
                now()));
        return ResponseEntity.created(URI.create("/api/sessions/" + id)).body(view(id));
    }

    @PostMapping("/{id}/start")
    SessionView start(@PathVariable SessionId id, Principal caller) {
        visible(id, caller);
        commands.send(new StartSession(id, new UserId(caller.getName()), now()));
        return view(id);
    }

    @PostMapping("/{id}/end")
    SessionView end(@PathVariable SessionId id, Principal caller) {
        visible(id, caller);
        commands.send(new EndSession(id, new UserId(caller.getName()), now()));
        return view(id);
    }

    @PostMapping("/{id}/cancel")
    SessionView cancel(@PathVariable SessionId id, Principal caller) {
        visible(id, caller);
        commands.send(new CancelSession(id, new UserId(caller.getName()), now()));
        return view(id);
    }

    @PostMapping("/{id}/join")
    Joined join(@PathVariable SessionId id, @Nullable Principal caller) {
        SessionFacts session = visible(id, caller);
        if (session.state().isOver()) {
            throw new Refused(INVALID_TRANSITION, "This session is over");
        }
        UserId user = caller == null ? null : new UserId(caller.getName());
        Role role = session.roleOf(user);
        return new Joined(role, tickets.issue(id, user, role), edges.of(id));
    }

    private SessionFacts visible(SessionId id, @Nullable Principal caller) {
        UserId user = caller == null ? null : new UserId(caller.getName());
        return sessions.find(id).filter(session -> session.isVisibleTo(user)).orElseThrow(SessionController::notFound);
    }

    private SessionView view(SessionId id) {
        return sessions.view(id).orElseThrow(SessionController::notFound);
    }

    /** The databases keep microseconds, so nothing finer goes into an event. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Refused notFound() {
        return new Refused(SESSION_NOT_FOUND, "There is no such session");
    }
}
