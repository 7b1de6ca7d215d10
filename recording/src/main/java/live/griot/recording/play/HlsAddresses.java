package live.griot.recording.play;

import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.recording.LiveAddresses;
import live.griot.recording.hls.Capabilities;
import live.griot.recording.lifecycle.PlayAddresses;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.store.RecordingName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where recordings and recorded lives are played as HLS. Thread-safe. */
@Component
class HlsAddresses implements PlayAddresses, LiveAddresses {
    private final Capabilities capabilities;
    private final Recordings recordings;

    HlsAddresses(Capabilities capabilities, Recordings recordings) {
        this.capabilities = capabilities;
        this.recordings = recordings;
    }

    @Override
    public String of(RecordingRow row) {
        return of(row, "main.m3u8");
    }

    @Override
    public String made(RecordingRow row, String file) {
        return of(row, MadeRoutes.DIRECTORY + "/" + file);
    }

    @Override
    public @Nullable String of(SessionId session) {
        return recordings.runningOf(session).map(row -> of(row, "live.m3u8")).orElse(null);
    }

    /** Returns the address of what is beneath it: a playlist, say. */
    String of(RecordingRow row, String path) {
        RecordingId id = row.id();
        String capability = capabilities.of(new RecordingName(id.value()), RecordedTerms.of(row));
        return "/hls/%s/%s/%s".formatted(id, capability, path);
    }
}
