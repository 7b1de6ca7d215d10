package live.griot.recording.lifecycle;

import java.util.List;
import live.griot.api.id.UserId;
import live.griot.api.identity.Belongings;
import live.griot.api.recording.DiscardRecording;
import live.griot.api.recording.OpenRecording;
import live.griot.api.recording.TakeRecordingAway;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.springframework.stereotype.Component;

/** Deletes what somebody recorded when they erase their account; a session that somebody else hosts now is recorded no more. Thread-safe. */
@Component
class OwnRecordings implements Belongings {
    private static final int AT_ONCE = 100;

    private final Recordings recordings;
    private final RecordingBorder border;

    OwnRecordings(Recordings recordings, RecordingBorder border) {
        this.recordings = recordings;
        this.border = border;
    }

    @Override
    public void removeThoseOf(UserId person) {
        String before = Recordings.AFTER_EVERY_ID;
        List<RecordingRow> some;
        do {
            some = recordings.of(person, before, AT_ONCE);
            some.forEach(this::discard);
            before = some.isEmpty() ? before : some.getLast().id().value();
        } while (some.size() == AT_ONCE);
    }

    private void discard(RecordingRow row) {
        if (!row.opened()) {
            open(row);
        }
        if (row.active() && row.stoppedBy() == null) {
            border.send(new TakeRecordingAway(row.session(), row.id(), row.host(), border.now()));
        }
        try {
            border.send(new DiscardRecording(row.id(), border.now()));
        } catch (Refused no) {
            if (no.code() != RefusalCode.NOT_FOUND) { // It was deleted already.
                throw no;
            }
        }
    }

    private void open(RecordingRow row) {
        try {
            border.send(new OpenRecording(row.id(), row.session(), row.host(), row.visibility(), border.now()));
        } catch (Refused no) {
            if (no.code() != RefusalCode.CONFLICT) { // The recorder was quicker.
                throw no;
            }
        }
    }
}
