package live.griot.recording.replay;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.timeline.MediaTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows the times of the recordings that are played: of one that is finished its index is read once, of one that runs what was added since.
 * Remembers the last hundred. Thread-safe.
 */
@Component
public class MediaTimes {
    private static final int REMEMBERED = 100;

    private final OpenStore files;

    private final Map<RecordingId, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordingId, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    public MediaTimes(OpenStore files) {
        this.files = files;
    }

    /** Returns that of a recording, empty where nothing was recorded; refuses where its files cannot be read now. */
    public Optional<MediaTime> of(RecordingId id) {
        Known one;
        synchronized (known) {
            one = known.computeIfAbsent(id, first -> new Known());
        }
        try {
            return one.read(id);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new Refused(RefusalCode.RECORDING_UNAVAILABLE, "The recording cannot be read now");
        }
    }

    /** What is known of a recording. */
    private final class Known {
        private @Nullable RecordingReader reader;
        private @Nullable MediaTime last;

        synchronized Optional<MediaTime> read(RecordingId id) throws IOException {
            if (last == null || !last.isFinished()) {
                refresh(id);
            }
            return Optional.ofNullable(last);
        }

        private void refresh(RecordingId id) throws IOException {
            RecordingReader open = reader;
            if (open == null) {
                if (files.store().isEmpty()) {
                    throw new IOException("The recordings' files are not open");
                }
                open = files.read(id).orElse(null);
            } else {
                open.refresh();
            }
            last = open == null ? null : MediaTime.of(open.contents()).orElse(null);
            reader = last != null && last.isFinished() ? null : open;
        }
    }
}
