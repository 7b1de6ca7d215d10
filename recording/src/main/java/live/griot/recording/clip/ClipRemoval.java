package live.griot.recording.clip;

import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.recording.RemoveClip;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.lifecycle.ClipsOfRecordings;
import live.griot.recording.lifecycle.RecordingBorder;
import org.springframework.stereotype.Component;

/** Removes clips, each in the name of who made it. Thread-safe. */
@Component
class ClipRemoval implements ClipsOfRecordings {
    private static final int AT_ONCE = 100;

    private final Clips clips;
    private final RecordingBorder border;

    ClipRemoval(Clips clips, RecordingBorder border) {
        this.clips = clips;
        this.border = border;
    }

    @Override
    public void remove(RecordingId recording, BiPredicate<Duration, Duration> isGone) {
        String before = Clips.AFTER_EVERY_ID;
        List<ClipRow> some;
        do {
            some = clips.of(recording, before, AT_ONCE);
            some.stream().filter(clip -> isGone.test(clip.from(), clip.to())).forEach(clip -> remove(clip, clip.by()));
            before = some.isEmpty() ? before : some.getLast().id().value();
        } while (some.size() == AT_ONCE);
    }

    /** Removes one; it may be gone. */
    void remove(ClipRow clip, UserId by) {
        try {
            border.send(new RemoveClip(clip.recording(), clip.id(), by, border.now()));
        } catch (Refused no) {
            // Its recording was deleted at the same moment, or somebody else removed it.
            if (no.code() != RefusalCode.NOT_FOUND && no.code() != RefusalCode.CLIP_NOT_FOUND) {
                throw no;
            }
        }
    }
}
