package live.griot.recording.clip;

import java.util.List;
import live.griot.api.id.UserId;
import live.griot.api.identity.Belongings;
import live.griot.api.recording.RemoveClip;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.lifecycle.RecordingBorder;
import org.springframework.stereotype.Component;

/** Removes the clips that somebody made when they erase their account. Thread-safe. */
@Component
class OwnClips implements Belongings {
    private static final int AT_ONCE = 100;

    private final Clips clips;
    private final RecordingBorder border;

    OwnClips(Clips clips, RecordingBorder border) {
        this.clips = clips;
        this.border = border;
    }

    @Override
    public void removeThoseOf(UserId person) {
        List<ClipRow> some;
        do {
            some = clips.madeBy(person, AT_ONCE);
            some.forEach(clip -> remove(clip, person));
        } while (some.size() == AT_ONCE);
    }

    private void remove(ClipRow clip, UserId person) {
        try {
            border.send(new RemoveClip(clip.recording(), clip.id(), person, border.now()));
        } catch (Refused no) {
            // Its recording was deleted at the same moment, or somebody else removed it.
            if (no.code() != RefusalCode.NOT_FOUND && no.code() != RefusalCode.CLIP_NOT_FOUND) {
                throw no;
            }
        }
    }
}
