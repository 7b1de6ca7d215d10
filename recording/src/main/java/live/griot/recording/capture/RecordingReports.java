package live.griot.recording.capture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import live.griot.api.Commands;
import live.griot.api.id.RecordingId;
import live.griot.api.live.PassingUpdates;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.recording.FinishRecording;
import live.griot.api.recording.OpenRecording;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.recording.ReopenRecording;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.RecordingState;
import live.griot.recording.lifecycle.RunningRecordings.Progress;
import live.griot.recording.lifecycle.RunningRecordings.Trouble;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.timeline.MediaTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what became of recordings: as commands to those, and each round to who watches the session. Thread-safe. */
@Component
class RecordingReports {
    private final OpenStore files;
    private final StoreNews news;
    private final Commands commands;
    private final PassingUpdates passing;
    private final Clock clock;

    /** The data of {@code recordingProgress}. */
    record Told(
            RecordingId recordingId,
            Duration duration,
            long bytes,
            @Nullable Trouble trouble) {}

    RecordingReports(OpenStore files, StoreNews news, Commands commands, PassingUpdates passing, Clock clock) {
        this.files = files;
        this.news = news;
        this.commands = commands;
        this.passing = passing;
        this.clock = clock;
    }

    /** Tells that a recorder begins with one, unless that is known. */
    void opened(RecordingRow row) {
        if (row.opened()) {
            return;
        }
        try {
            commands.send(new OpenRecording(row.id(), row.session(), row.host(), row.visibility(), now()));
        } catch (Refused no) {
            if (no.code() != RefusalCode.CONFLICT) { // It is open, and the read model late.
                throw no;
            }
        }
    }

    /** Tells how far one is. One that was finished before is not any more once something comes. */
    void progress(RecordingRow row) {
        Progress progress =
                news.progress(new RecordingName(row.id().value())).orElse(new Progress(Duration.ZERO, 0, null));
        if (row.state() == RecordingState.FINISHED && progress.bytes() > row.bytes()) {
            commands.send(new ReopenRecording(row.id(), row.session(), now()));
        }
        passing.tell(new Update(
                Topic.ofSession(row.session()),
                "recordingProgress",
                now(),
                new Told(row.id(), progress.duration(), progress.bytes(), progress.trouble())));
    }

    /** Tells that one is finished, with as much as there is of it; for good, or until its session goes on. */
    void finished(RecordingRow row, RecordingEnd why, boolean forGood) {
        Optional<RecordingContents> contents = files.read(row.id()).map(RecordingReader::contents);
        Duration duration =
                contents.flatMap(MediaTime::of).map(MediaTime::length).orElse(Duration.ZERO);
        long bytes = contents.map(RecordingContents::bytes).orElse(0L);
        try {
            commands.send(new FinishRecording(row.id(), why, forGood, duration, bytes, now()));
        } catch (Refused no) {
            if (no.code() != RefusalCode.NOT_FOUND) { // It was deleted meanwhile, and the read model is late.
                throw no;
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
