package live.griot.recording.clip;

import java.util.List;
import live.griot.api.id.UserId;
import live.griot.api.identity.Belongings;
import org.springframework.stereotype.Component;

/** Removes the clips that somebody made when they erase their account. Thread-safe. */
@Component
class OwnClips implements Belongings {
    private static final int AT_ONCE = 100;

    private final Clips clips;
    private final ClipRemoval removal;

    OwnClips(Clips clips, ClipRemoval removal) {
        this.clips = clips;
        this.removal = removal;
    }

    @Override
    public void removeThoseOf(UserId person) {
        List<ClipRow> some;
        do {
            some = clips.madeBy(person, AT_ONCE);
            some.forEach(clip -> removal.remove(clip, person));
        } while (some.size() == AT_ONCE);
    }
}
