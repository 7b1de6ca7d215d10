package live.griot.recording.clip;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import live.griot.api.Page;
import live.griot.api.id.ClipId;
import live.griot.api.id.FreshIds;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Admins;
import live.griot.api.identity.PersonalText;
import live.griot.api.recording.MakeClip;
import live.griot.api.recording.RemoveClip;
import live.griot.api.recording.RemoveClipByAdmin;
import live.griot.api.recording.RenameClip;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionText;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import live.griot.recording.lifecycle.RecordingBorder;
import live.griot.recording.lifecycle.RecordingRow;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls that make, list, show, rename and remove clips. A clip of what is not the caller's to play does not exist for them. */
@RestController
class ClipController {
    private static final int MAX_LIMIT = 100;
    private static final int TITLE = 120;

    /** A mark so far behind the end means the end: players and clocks round. */
    private static final Duration ROUNDED = Duration.ofSeconds(1);

    private final RecordingBorder border;
    private final Clips clips;
    private final ClipViews views;
    private final PlayedClips played;
    private final ClipLimits limits;
    private final PersonalText personalText;
    private final Admins admins;
    private final FreshIds ids;

    ClipController(
            RecordingBorder border,
            Clips clips,
            ClipViews views,
            PlayedClips played,
            ClipLimits limits,
            PersonalText personalText,
            Admins admins,
            FreshIds ids) {
        this.border = border;
        this.clips = clips;
        this.views = views;
        this.played = played;
        this.limits = limits;
        this.personalText = personalText;
        this.admins = admins;
        this.ids = ids;
    }

    /** Two marks, in the time of who plays the recording, and what is between them called. */
    record NewClip(
            @NotNull Duration from,
            @NotNull Duration to,
            @NotNull @Visible(max = TITLE) String title) {}

    /** What a clip is to be called. */
    record Change(@NotNull @Visible(max = TITLE) String title) {}

    /** Makes a clip of what is sealed: what is still being written can be in one a moment later. */
    @PostMapping("/api/recordings/{id}/clips")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ClipView> make(@PathVariable RecordingId id, @Valid @RequestBody NewClip wished, Principal caller) {
        border.playable(id, caller);
        UserId by = RecordingBorder.user(caller);
        Duration from = wished.from().truncatedTo(ChronoUnit.MICROS);
        Duration to = end(from, wished.to().truncatedTo(ChronoUnit.MICROS), played.sealed(id));
        if (clips.countMadeBy(by, limits.maxPerPerson()) >= limits.maxPerPerson()) {
            throw new Refused(
                    RefusalCode.TOO_MANY, "One person makes at most %d clips".formatted(limits.maxPerPerson()));
        }
        ClipId fresh = new ClipId(ids.next());
        border.send(new MakeClip(
                id, fresh, by, sealed(by, wished.title()), from, to, limits.maxPerRecording(), border.now()));
        return ResponseEntity.created(URI.create("/api/clips/" + fresh)).body(view(fresh, caller));
    }

    /** Returns where a clip ends; refuses one that is no stretch of what there is, or too short or too long. */
    private Duration end(Duration from, Duration to, Duration sealed) {
        if (from.isNegative() || to.compareTo(from) <= 0) {
            throw invalid("A clip begins at 0 or later, and ends behind that");
        }
        if (to.minus(ROUNDED).compareTo(sealed) > 0) {
            throw invalid("There is nothing at its end yet");
        }
        Duration end = to.compareTo(sealed) > 0 ? sealed : to;
        Duration length = end.minus(from);
        if (length.compareTo(limits.shortest()) < 0 || length.compareTo(limits.longest()) > 0) {
            throw invalid("A clip is %s to %s long".formatted(limits.shortest(), limits.longest()));
        }
        return end;
    }

    private static Refused invalid(String why) {
        return new Refused(RefusalCode.VALIDATION_FAILED, why);
    }

    /** Those of a recording, the latest first. */
    @GetMapping("/api/recordings/{id}/clips")
    Page<ClipView> list(
            @PathVariable RecordingId id,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable ClipId cursor,
            @Nullable Principal caller) {
        RecordingRow recording = border.playable(id, caller);
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        String before = cursor == null ? Clips.AFTER_EVERY_ID : cursor.value();
        List<ClipRow> found = clips.of(id, before, bounded + 1);
        Page<ClipRow> page = Page.cut(found, bounded, last -> last.id().value());
        return new Page<>(views.of(page.items(), recording), page.next());
    }

    @GetMapping("/api/clips/{id}")
    ClipView one(@PathVariable ClipId id, @Nullable Principal caller) {
        return view(id, caller);
    }

    @PatchMapping("/api/clips/{id}")
    ClipView rename(@PathVariable ClipId id, @Valid @RequestBody Change change, Principal caller) {
        ClipRow clip = playable(id, caller).clip();
        UserId by = RecordingBorder.user(caller);
        border.send(new RenameClip(clip.recording(), id, by, sealed(by, change.title()), border.now()));
        return view(id, caller);
    }

    /** By an admin whatever it is of. */
    @DeleteMapping("/api/clips/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable ClipId id, Principal caller) {
        UserId by = RecordingBorder.user(caller);
        ClipRow clip = clips.find(id).orElseThrow(ClipController::notFound);
        boolean isTheirs = by.equals(clip.by());
        if (!isTheirs && admins.isAdmin(by) && !isRecordedBy(by, clip)) {
            border.send(new RemoveClipByAdmin(clip.recording(), id, by, border.now()));
            return;
        }
        if (!isTheirs) {
            playable(id, caller);
        }
        border.send(new RemoveClip(clip.recording(), id, by, border.now()));
    }

    private boolean isRecordedBy(UserId person, ClipRow clip) {
        return border.find(clip.recording())
                .filter(of -> of.host().equals(person))
                .isPresent();
    }

    private ClipView view(ClipId id, @Nullable Principal caller) {
        Found found = playable(id, caller);
        return views.of(found.clip(), found.recording());
    }

    /** A clip, and what it is of. */
    private record Found(ClipRow clip, RecordingRow recording) {}

    private Found playable(ClipId id, @Nullable Principal caller) {
        Optional<ClipRow> clip = clips.find(id);
        return clip.flatMap(row -> border.findPlayable(row.recording(), caller).map(of -> new Found(row, of)))
                .orElseThrow(ClipController::notFound);
    }

    private SessionText sealed(UserId by, String typed) {
        return SessionText.sealed(by, VisibleText.trimmed(typed), personalText);
    }

    private static Refused notFound() {
        return new Refused(RefusalCode.CLIP_NOT_FOUND, "There is no such clip");
    }
}
