package live.griot.query.stage;

import java.security.Principal;
import java.util.List;
import live.griot.api.Page;
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

    StageQueryController(Sessions sessions, StageReader reader, AdmissionReader admission) {
        this.sessions = sessions;
        this.reader = reader;
        this.admission = admission;
    }

    @GetMapping("/participants")
    Page<ParticipantView> participants(
            @PathVariable SessionId id,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(defaultValue = "") String cursor,
            @Nullable Principal caller) {
        if (allowed(Deed.SEE, id, caller).session().state().isOver()) {
            return new Page<>(List.of(), null);
        }
        int bounded = Math.clamp(limit, 1, Paging.MAX_LIMIT);
        Page<StageReader.Placed> page = Paging.cut(
                reader.participants(id, cursor, caller != null, bounded + 1), bounded, StageReader.Placed::place);
        return new Page<>(page.items().stream().map(StageReader.Placed::view).toList(), page.next());
    }

    @GetMapping("/bans")
    Page<BanView> bans(
            @PathVariable SessionId id,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable UserId cursor,
            Principal caller) {
        allowed(Deed.SEE_BANS, id, caller);
        int bounded = Math.clamp(limit, 1, Paging.MAX_LIMIT);
        return Paging.cut(
                admission.bans(id, cursor == null ? "" : cursor.value(), bounded + 1),
                bounded,
                last -> last.user().id().value());
    }

    private Standing allowed(Deed deed, SessionId id, @Nullable Principal caller) {
        Standing standing = sessions.knownTo(id, caller == null ? null : new UserId(caller.getName()));
        deed.check(standing.caller(), standing.session().state());
        return standing;
    }
}
