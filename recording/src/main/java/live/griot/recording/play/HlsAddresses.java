package live.griot.recording.play;

import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.recording.LiveAddresses;
import live.griot.recording.hls.Capabilities;
import live.griot.recording.hls.HlsRecordings;
import live.griot.recording.lifecycle.PlayAddresses;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.RecordingState;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.TrackName;
import live.griot.recording.window.LiveTerms;
import live.griot.recording.window.LiveWindows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where recordings and lives are played as HLS. Thread-safe. */
@Component
class HlsAddresses implements PlayAddresses, LiveAddresses {
    /** Where lives are: no recording's name. */
    static final String LIVE = "/hls/live";

    private static final String NEWEST = "live.m3u8";

    private final Capabilities capabilities;
    private final Recordings recordings;
    private final HlsRecordings played;
    private final LiveWindows windows;
    private final LiveTerms lives;

    HlsAddresses(
            Capabilities capabilities,
            Recordings recordings,
            HlsRecordings played,
            LiveWindows windows,
            LiveTerms lives) {
        this.capabilities = capabilities;
        this.recordings = recordings;
        this.played = played;
        this.windows = windows;
        this.lives = lives;
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
        if (windows.isOn(session)) {
            return lives.of(session)
                    .map(terms -> capabilities.of(new RecordingName(session.value()), terms))
                    .map(capability -> "%s/%s/%s/live.m3u8".formatted(LIVE, session, capability))
                    .orElse(null);
        }
        return recordings.runningOf(session).map(row -> of(row, NEWEST)).orElse(null);
    }

    /** Returns where the newest of a session's recording is played, where there is something of it to see now. */
    Optional<String> recorded(SessionId session) {
        return recordings
                .runningOf(session)
                .filter(row -> row.state() == RecordingState.RECORDING && !row.paused())
                .filter(row -> played.shows(new RecordingName(row.id().value()), TrackName.PROGRAMME))
                .map(row -> of(row, NEWEST));
    }

    /** Returns where what is prepared of a session's live is played. */
    String of(SessionId session, RecordingName prepared) {
        String capability =
                lives.of(session).map(terms -> capabilities.of(prepared, terms)).orElse(Capabilities.PUBLIC);
        return "/hls/%s/%s/%s".formatted(prepared, capability, NEWEST);
    }

    /** Returns the address of what is beneath it: a playlist, say. */
    String of(RecordingRow row, String path) {
        RecordingId id = row.id();
        String capability = capabilities.of(new RecordingName(id.value()), RecordedTerms.of(row));
        return "/hls/%s/%s/%s".formatted(id, capability, path);
    }
}
