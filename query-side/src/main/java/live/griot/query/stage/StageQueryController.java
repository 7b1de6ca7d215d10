package live.griot.query.stage;

import java.security.Principal;
import java.util.List;
import java.util.Set;
import live.griot.api.Page;
import live.griot.api.guest.BanMarks;
import live.griot.api.guest.Visits;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Deed;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.stage.ParticipantView;
import live.griot.query.table.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calls that read who is in a session and who is not to be. Viewers' names are told to those who have one themselves. */
@RestController
@RequestMapping("/api/sessions/{id}")
class StageQueryController {
    private final Sessions sessions;
    private final StageReader reader;
    private final AdmissionReader admission;
    private final BanMarks marks;
    private final Visits visits;

    StageQueryController(
            Sessions sessions, StageReader reader, AdmissionReader admission, BanMarks marks, Visits visits) {
        this.sessions = sessions;
        this.reader = reader;
        this.admission = admission;
        this.marks = marks;
        this.visits = visits;
    }

    @GetMapping("/participants")
    Page<ParticipantView> participants(
            @PathVariable SessionId id,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(defaultValue = "") String cursor,
            @Nullable Principal caller) {
        Standing standing = allowed(Deed.SEE, id, caller);
        if (standing.session().state().isOver()) {
            return new Page<>(List.of(), null);
        }
        int bounded = Math.clamp(limit, 1, Paging.MAX_LIMIT);
        StageReader.Viewers viewers = viewersFor(standing);
        Page<StageReader.Placed> page =
                Page.cut(reader.participants(id, cursor, viewers, bounded + 1), bounded, StageReader.Placed::place);
        List<ParticipantView> people =
                page.items().stream().map(StageReader.Placed::view).toList();
        return new Page<>(viewers == StageReader.Viewers.ALL ? flagged(id, people) : people, page.next());
    }

    /** Who keeps order sees those too who have no name, so that they can be put out one by one. */
    private static StageReader.Viewers viewersFor(Standing reader) {
        return switch (reader.caller()) {
            case HOST, MODERATOR -> StageReader.Viewers.ALL;
            case GUEST, VIEWER, STRANGER -> StageReader.Viewers.WITH_A_NAME;
            case ANONYMOUS, BANNED -> StageReader.Viewers.NONE;
        };
    }

    private List<ParticipantView> flagged(SessionId session, List<ParticipantView> people) {
        Set<UserId> sharing = marks.sharingANetwork(
                session, people.stream().map(there -> there.user().id()).toList());
        return people.stream()
                .map(there -> sharing.contains(there.user().id()) ? there.sharingANetwork() : there)
                .toList();
    }

    @GetMapping("/bans")
    Page<BanView> bans(
            @PathVariable SessionId id,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable UserId cursor,
            Principal caller) {
        allowed(Deed.SEE_BANS, id, caller);
        int bounded = Math.clamp(limit, 1, Paging.MAX_LIMIT);
        return Page.cut(
                admission.bans(id, cursor == null ? "" : cursor.value(), bounded + 1),
                bounded,
                last -> last.user().id().value());
    }

    private Standing allowed(Deed deed, SessionId id, @Nullable Principal caller) {
        Standing standing = sessions.knownTo(id, visits.caller(id, caller));
        deed.check(standing.caller(), standing.session().state());
        return standing;
    }
}
