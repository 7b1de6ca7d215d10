package live.griot.recording.lifecycle;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.PauseRecording;
import live.griot.api.recording.ResumeRecording;
import live.griot.api.recording.StartRecording;
import live.griot.api.recording.StopRecording;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls with which a host records a session. */
@RestController
@RequestMapping("/api/sessions/{id}/recording")
class SessionRecordingController {
    private final RecordingBorder border;
    private final Recordings recordings;
    private final RecordingViews views;
    private final RunningRecordings running;
    private final Sessions sessions;

    SessionRecordingController(
            RecordingBorder border,
            Recordings recordings,
            RecordingViews views,
            RunningRecordings running,
            Sessions sessions) {
        this.border = border;
        this.recordings = recordings;
        this.views = views;
        this.running = running;
        this.sessions = sessions;
    }

    /** How a session is to be recorded: whether picture and sound of each person are kept by themselves too; default false. */
    record NewRecording(@Nullable Boolean stems) {}

    /** What a recording is to become. */
    record Change(@NotNull Wish state) {}

    /** What can be wished of a recording that runs. */
    enum Wish {
        RECORDING,
        PAUSED
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RecordingView> start(
            @PathVariable SessionId id,
            @Valid @RequestBody(required = false) @Nullable NewRecording how,
            Principal caller) {
        border.allowed(Deed.RECORD, id, caller);
        running.requireRoom(RecordingBorder.user(caller));
        RecordingId fresh = border.freshId();
        boolean stems = how != null && Boolean.TRUE.equals(how.stems());
        border.send(new StartRecording(id, fresh, stems, RecordingBorder.user(caller), border.now()));
        return ResponseEntity.created(URI.create("/api/recordings/" + fresh)).body(now(id));
    }

    @PatchMapping
    RecordingView change(@PathVariable SessionId id, @Valid @RequestBody Change change, Principal caller) {
        border.allowed(Deed.RECORD, id, caller);
        UserId by = RecordingBorder.user(caller);
        border.send(
                change.state() == Wish.PAUSED
                        ? new PauseRecording(id, by, border.now())
                        : new ResumeRecording(id, by, border.now()));
        return now(id);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable SessionId id, Principal caller) {
        border.allowed(Deed.RECORD, id, caller);
        border.send(new StopRecording(id, RecordingBorder.user(caller), border.now()));
    }

    /** What is planned, or runs, or was made last of a session; nothing where it was never recorded. */
    @GetMapping
    ResponseEntity<RecordingView> current(@PathVariable SessionId id, @Nullable Principal caller) {
        border.allowed(Deed.SEE, id, caller);
        return find(id).map(view -> border.mayPlay(view.id(), caller) ? view : view.withoutWords())
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private RecordingView now(SessionId id) {
        return find(id).orElseThrow(SessionRecordingController::notFound);
    }

    private Optional<RecordingView> find(SessionId id) {
        SessionView session = sessions.view(id).orElseThrow(SessionRecordingController::notFound);
        return recordings.planOf(id).map(plan -> views.of(session, plan)).or(() -> recordings
                .lastOf(id)
                .map(views::of));
    }

    private static Refused notFound() {
        return new Refused(RefusalCode.RECORDING_NOT_FOUND, "The session is not recorded");
    }
}
