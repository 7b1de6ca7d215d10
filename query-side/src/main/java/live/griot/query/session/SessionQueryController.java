package live.griot.query.session;

import static live.griot.api.refusal.RefusalCode.PREVIEW_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import live.griot.api.Page;
import live.griot.api.Place;
import live.griot.api.chat.ChatFigures;
import live.griot.api.guest.Visits;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Admins;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.store.Micros;
import live.griot.query.attendance.AttendanceReader;
import live.griot.query.stage.AdmissionReader;
import live.griot.query.table.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
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
    /** How late a session may be and still count as coming up. */
    private static final Duration LATE = Duration.ofHours(1);

    /** How long a browser may show a picture without asking again; each has an address of its own. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final SessionReader reader;
    private final SessionSearch search;
    private final PreviewStore previews;
    private final Sessions sessions;
    private final AdmissionReader admission;
    private final AttendanceReader attendances;
    private final ChatFigures.Counter chatFigures;
    private final Visits visits;
    private final Admins admins;
    private final Clock clock;

    SessionQueryController(
            SessionReader reader,
            SessionSearch search,
            PreviewStore previews,
            Sessions sessions,
            AdmissionReader admission,
            AttendanceReader attendances,
            ChatFigures.Counter chatFigures,
            Visits visits,
            Admins admins,
            Clock clock) {
        this.reader = reader;
        this.search = search;
        this.previews = previews;
        this.sessions = sessions;
        this.admission = admission;
        this.attendances = attendances;
        this.chatFigures = chatFigures;
        this.visits = visits;
        this.admins = admins;
        this.clock = clock;
    }

    @GetMapping
    Page<SessionView> publicOnes(
            @RequestParam(defaultValue = "LIVE") SessionState state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int bounded = Math.clamp(limit, 1, Paging.MAX_LIMIT);
        Place after = Place.after(cursor);
        if (state == SessionState.PENDING) {
            Instant latest = clock.instant().minus(LATE);
            return search.comingUp(q.strip(), latest, after, bounded);
        }
        return search.publicOnes(state, q.strip(), after, bounded);
    }

    /** What the caller has scheduled and not begun, however late. */
    @GetMapping("/scheduled")
    Page<SessionView> scheduled(
            Principal caller,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int bounded = Math.clamp(limit, 1, Paging.MAX_LIMIT);
        List<SessionView> found = reader.scheduled(new UserId(caller.getName()), Place.after(cursor), bounded + 1);
        return Page.cut(found, bounded, SessionQueryController::placeInTime);
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
        return Page.cut(found, bounded, last -> last.session().id().value());
    }

    @GetMapping("/history/{id}")
    PastSession past(Principal caller, @PathVariable SessionId id) {
        return reader.past(new UserId(caller.getName()), id)
                .orElseThrow(() -> new Refused(SESSION_NOT_FOUND, "There is no such session among those of yours"));
    }

    /** A good link shows who has it what they would come to. */
    @GetMapping("/{id}")
    SessionView one(
            @PathVariable SessionId id,
            @RequestParam(required = false) @Nullable String link,
            @Nullable Principal caller) {
        UserId person = visits.caller(id, caller);
        if (link == null || !opens(LinkId.of(link), id, person)) {
            seen(id, person);
        }
        return view(id);
    }

    /** A small picture of what is live, for admins and whoever may read the session: another address for each, in {@code previewUrl}. */
    @GetMapping(path = "/{id}/preview", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> preview(@PathVariable SessionId id, @Nullable Principal caller) {
        if (caller == null || !admins.isAdmin(new UserId(caller.getName()))) {
            seen(id, visits.caller(id, caller));
        }
        PreviewStore.Preview preview = previews.find(id)
                .orElseThrow(() -> new Refused(PREVIEW_NOT_FOUND, "There is no preview of this session now"));
        return ResponseEntity.ok()
                .eTag("\"" + preview.version() + "\"")
                .cacheControl(CacheControl.maxAge(KEPT).cachePrivate())
                .body(preview.jpeg());
    }

    @GetMapping("/{id}/stats")
    SessionStats stats(@PathVariable SessionId id, @Nullable Principal caller) {
        seen(id, visits.caller(id, caller));
        SessionView session = view(id);
        Instant now = clock.instant();
        AttendanceReader.Watched watched =
                Objects.requireNonNull(attendances.watched(List.of(id), now).get(id));
        ChatFigures chat = chatFigures.of(id);
        return new SessionStats(
                session.viewerCount(),
                session.peakViewerCount(),
                watched.viewers(),
                watched.together().toMinutes(),
                chat.messages(),
                chat.reactions(),
                session.startedAt() == null
                        ? null
                        : Duration.between(session.startedAt(), session.endedAt() == null ? now : session.endedAt()));
    }

    /** A good link opens nothing to somebody who is banned. */
    private boolean opens(LinkId link, SessionId id, @Nullable UserId person) {
        return admission.isGood(link, id, clock.instant())
                && sessions.standing(id, person)
                        .filter(standing -> !standing.banned())
                        .isPresent();
    }

    private SessionView view(SessionId id) {
        return sessions.view(id).orElseThrow(() -> new Refused(SESSION_NOT_FOUND, "There is no such session"));
    }

    /** Refuses who may not know of a session, or may know and is banned. */
    private void seen(SessionId id, @Nullable UserId person) {
        Standing standing = sessions.knownTo(id, person);
        Deed.SEE.check(standing.caller(), standing.session().state());
    }

    private static String placeInTime(SessionView last) {
        Instant time = Objects.requireNonNull(last.scheduledFor());
        return new Place(Micros.of(time), last.id().value()).cursor();
    }
}
