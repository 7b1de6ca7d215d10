package live.griot.query.session;

import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;

import java.security.Principal;
import java.util.List;
import live.griot.api.Page;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calls that read sessions. A private session that is not the caller's does not exist for them. */
@RestController
@RequestMapping("/api/sessions")
class SessionQueryController {
    private final SessionReader reader;
    private final Sessions sessions;

    SessionQueryController(SessionReader reader, Sessions sessions) {
        this.reader = reader;
        this.sessions = sessions;
    }

    @GetMapping
    Page<SessionView> publicOnes(
            @RequestParam(defaultValue = "LIVE") SessionState state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int bounded = Math.clamp(limit, 1, Paging.MAX_LIMIT);
        List<SessionView> found =
                reader.publicOnes(state, q.strip(), cursor == null ? null : place(cursor), bounded + 1);
        return Paging.cut(found, bounded, last -> last.viewerCount() + "-" + last.id());
    }

    @GetMapping("/current")
    ResponseEntity<SessionView> current(Principal caller) {
        return reader.current(new UserId(caller.getName()))
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @GetMapping("/history")
    Page<PastSession> history(
            Principal caller,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable SessionId cursor) {
        int bounded = Math.clamp(limit, 1, Paging.MAX_LIMIT);
        List<PastSession> found = reader.past(new UserId(caller.getName()), cursor, bounded + 1);
        return Paging.cut(found, bounded, last -> last.session().id().value());
    }

    @GetMapping("/{id}")
    SessionView one(@PathVariable SessionId id, @Nullable Principal caller) {
        UserId user = caller == null ? null : new UserId(caller.getName());
        return sessions.find(id)
                .filter(session -> session.isVisibleTo(user))
                .flatMap(session -> sessions.view(id))
                .orElseThrow(() -> new Refused(SESSION_NOT_FOUND, "There is no such session"));
    }

    private static SessionReader.Place place(String cursor) {
        int dash = cursor.indexOf('-');
        try {
            return new SessionReader.Place(
                    Integer.parseInt(cursor.substring(0, Math.max(dash, 0))),
                    new SessionId(cursor.substring(dash + 1)));
        } catch (IllegalArgumentException notACursor) {
            throw new Refused(MALFORMED_REQUEST, "This is not a cursor of this list");
        }
    }
}
