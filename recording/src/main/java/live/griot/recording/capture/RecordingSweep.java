package live.griot.recording.capture;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.Commands;
import live.griot.api.id.RecordingId;
import live.griot.api.live.ReadProgress;
import live.griot.api.recording.DiscardRecording;
import live.griot.api.refusal.Refused;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes recordings whose time is over, and removes the files of what is deleted. Owned by the thread of {@link RecorderRounds}. */
@Component
class RecordingSweep {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingSweep.class);
    private static final int OVERDUE_AT_ONCE = 100;

    private final Recordings recordings;
    private final OpenStore files;
    private final Commands commands;
    private final PeopleTakenOut takenOut;
    private final ReadProgress readModels;
    private final RecordingLimits limits;
    private final Clock clock;

    /** Recordings that were told to be deleted, until the read model has it. Any thread adds to them. */
    private final Set<RecordingId> deleted = ConcurrentHashMap.newKeySet();

    RecordingSweep(
            Recordings recordings,
            OpenStore files,
            PeopleTakenOut takenOut,
            Commands commands,
            ReadProgress readModels,
            RecordingLimits limits,
            Clock clock) {
        this.recordings = recordings;
        this.files = files;
        this.takenOut = takenOut;
        this.commands = commands;
        this.readModels = readModels;
        this.limits = limits;
        this.clock = clock;
    }

    /** Notes that a recording is deleted: its files are to go. Any thread. */
    void deleted(RecordingId id) {
        deleted.add(id);
    }

    /** Returns whether something was told to be deleted of which the read model may not know yet. */
    boolean isDue() {
        return !deleted.isEmpty();
    }

    /** Looks through all there is once. */
    void run() throws IOException {
        if (limits.keepFor() != null && !readModels.isBehind()) {
            recordings
                    .finishedBefore(clock.instant().minus(limits.keepFor()), OVERDUE_AT_ONCE)
                    .forEach(this::discard);
        }
        RecordingStore store = files.store().orElse(null);
        if (store == null) {
            return;
        }
        Set<RecordingId> asked = new HashSet<>(deleted);
        store.recordings().forEach(name -> asked.add(new RecordingId(name.value())));
        for (RecordingId gone : recordings.deleted(asked)) {
            store.delete(new RecordingName(gone.value()));
            deleted.remove(gone);
        }
        if (!readModels.isBehind()) {
            var _ = takenOut.begin(store);
        }
    }

    private void discard(RecordingId overdue) {
        try {
            commands.send(new DiscardRecording(overdue, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        } catch (Refused no) {
            LOG.debug("Recording {} is gone already: {}", overdue, no.getMessage());
        }
    }
}
