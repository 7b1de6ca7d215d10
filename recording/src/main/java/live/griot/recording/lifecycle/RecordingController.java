package live.griot.recording.lifecycle;

import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import live.griot.api.Page;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.recording.DeleteRecording;
import live.griot.api.recording.EditRecording;
import live.griot.api.session.SessionText;
import live.griot.api.session.Visibility;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls that list, show, change and delete recordings. One that is not the caller's to play does not exist for them. */
@RestController
@RequestMapping("/api/recordings")
class RecordingController {
    private static final int MAX_LIMIT = 100;
    private static final int TITLE = 120;
    private static final int DESCRIPTION = 2_000;
    private static final int DESCRIPTION_LINES = 100;

    private final RecordingBorder border;
    private final Recordings recordings;
    private final RecordingViews views;
    private final PersonalText personalText;

    RecordingController(
            RecordingBorder border, Recordings recordings, RecordingViews views, PersonalText personalText) {
        this.border = border;
        this.recordings = recordings;
        this.views = views;
        this.personalText = personalText;
    }

    /** What is told of a recording; null leaves as it is. */
    record Change(
            @Nullable @Visible(max = TITLE) String title,

            @Nullable @Visible(max = DESCRIPTION, lines = DESCRIPTION_LINES, orNothing = true)
            String description,

            @Nullable Visibility visibility) {}

    /** Public ones that can be played, the latest first; of the caller's own, all that are not deleted. */
    @GetMapping
    Page<RecordingView> list(
            @RequestParam(required = false) @Nullable UserId host,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable RecordingId cursor,
            @Nullable Principal caller) {
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        String before = cursor == null ? Recordings.AFTER_EVERY_ID : cursor.value();
        boolean own = caller != null && RecordingBorder.user(caller).equals(host);
        List<RecordingRow> found = own && host != null
                ? recordings.of(host, before, bounded + 1)
                : recordings.listed(host, before, bounded + 1);
        Page<RecordingRow> page = Page.cut(found, bounded, last -> last.id().value());
        return new Page<>(views.of(page.items()), page.next());
    }

    @GetMapping("/{id}")
    RecordingView one(@PathVariable RecordingId id, @Nullable Principal caller) {
        return views.of(border.playable(id, caller));
    }

    @PatchMapping("/{id}")
    RecordingView edit(@PathVariable RecordingId id, @Valid @RequestBody Change change, Principal caller) {
        border.playable(id, caller);
        UserId by = RecordingBorder.user(caller);
        border.send(new EditRecording(
                id,
                by,
                sealed(by, change.title()),
                sealed(by, change.description()),
                change.visibility(),
                border.now()));
        return views.of(border.playable(id, caller));
    }

    private @Nullable SessionText sealed(UserId by, @Nullable String typed) {
        return typed == null ? null : SessionText.sealed(by, VisibleText.trimmed(typed), personalText);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable RecordingId id, Principal caller) {
        border.playable(id, caller);
        border.send(new DeleteRecording(id, RecordingBorder.user(caller), border.now()));
    }
}
