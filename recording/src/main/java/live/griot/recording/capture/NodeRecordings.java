package live.griot.recording.capture;

import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.lifecycle.RunningRecordings;
import live.griot.recording.store.RecordingName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Whether there is room to record on this node, and how far what is recorded here is. Thread-safe. */
@Component
class NodeRecordings implements RunningRecordings {
    private final OpenStore files;
    private final StoreNews news;
    private final Recordings recordings;
    private final RecordingLimits limits;

    NodeRecordings(OpenStore files, StoreNews news, Recordings recordings, RecordingLimits limits) {
        this.files = files;
        this.news = news;
        this.recordings = recordings;
        this.limits = limits;
    }

    @Override
    public Optional<Progress> progress(RecordingId id) {
        return news.progress(new RecordingName(id.value()));
    }

    @Override
    public void requireRoom(UserId host) {
        files.requireRoom();
        requireWithin(limits.maxPerHost(), recordings.bytes(host), "This host's recordings have used up their room");
        requireWithin(
                limits.maxInAll(), recordings.bytes(null), "The recordings of this server have used up their room");
    }

    private static void requireWithin(@Nullable DataSize most, long used, String why) {
        if (most != null && used >= most.toBytes()) {
            throw new Refused(RefusalCode.STORAGE_FULL, why);
        }
    }
}
