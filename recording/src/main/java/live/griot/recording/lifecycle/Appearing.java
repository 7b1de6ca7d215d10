package live.griot.recording.lifecycle;

import java.util.List;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.identity.Belongings;
import live.griot.api.recording.TakeOutOfRecording;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.springframework.stereotype.Component;

/** Has somebody who erases their account taken out of what others recorded of them. Thread-safe. */
@Component
class Appearing implements Belongings {
    private static final int AT_ONCE = 100;

    private final Recordings recordings;
    private final RecordingBorder border;

    Appearing(Recordings recordings, RecordingBorder border) {
        this.recordings = recordings;
        this.border = border;
    }

    @Override
    public void removeThoseOf(UserId person) {
        String after = "";
        List<RecordingId> some;
        do {
            some = recordings.withAnswerOf(person, after, AT_ONCE);
            some.forEach(recording -> takeOut(recording, person));
            after = some.isEmpty() ? after : some.getLast().value();
        } while (some.size() == AT_ONCE);
    }

    private void takeOut(RecordingId recording, UserId person) {
        try {
            border.send(new TakeOutOfRecording(recording, person, border.now()));
        } catch (Refused no) {
            // It is deleted, or nothing was recorded yet: whoever left is recorded no more.
            if (no.code() != RefusalCode.NOT_FOUND) {
                throw no;
            }
        }
    }
}
