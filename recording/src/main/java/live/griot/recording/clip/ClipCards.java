package live.griot.recording.clip;

import java.util.Optional;
import live.griot.api.card.PageCard;
import live.griot.api.card.PageCards;
import live.griot.api.id.ClipId;
import live.griot.api.identity.People;
import live.griot.api.identity.PersonalText;
import live.griot.recording.lifecycle.RecordingCards;
import org.springframework.stereotype.Component;

/** The cards of clips of public recordings: what the clip is called, and what it is of. Thread-safe. */
@Component
class ClipCards implements PageCards {
    private final Clips clips;
    private final RecordingCards recordings;
    private final People people;
    private final PersonalText personalText;

    ClipCards(Clips clips, RecordingCards recordings, People people, PersonalText personalText) {
        this.clips = clips;
        this.recordings = recordings;
        this.people = people;
        this.personalText = personalText;
    }

    @Override
    public String under() {
        return "clips";
    }

    @Override
    public Optional<PageCard> of(String id) {
        return clips.find(new ClipId(id)).flatMap(clip -> recordings
                .of(clip.recording())
                .map(whole -> new PageCard(
                        clip.title().open(personalText),
                        whole.title(),
                        people.named(clip.by()).displayName(),
                        whole.picture())));
    }
}
