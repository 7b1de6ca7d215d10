package live.griot.recording.play;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.session.Visibility;
import live.griot.recording.hls.RecordingAccess;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.RecordingState;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.store.RecordingName;
import live.griot.recording.window.LiveTerms;
import live.griot.recording.window.LiveWindows;
import org.springframework.stereotype.Component;

/**
 * Who may play a recording or a live, by the read model: everybody a public one. It is asked with each piece of each player, so what it said is good for a
 * second more. Thread-safe.
 */
@Component
class RecordedTerms implements RecordingAccess {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final int REMEMBERED = 10_000;

    private final Recordings recordings;
    private final LiveWindows windows;
    private final LiveTerms lives;
    private final Cache<RecordingName, Optional<Terms>> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(A_MOMENT)
            .build();

    RecordedTerms(Recordings recordings, LiveWindows windows, LiveTerms lives) {
        this.recordings = recordings;
        this.windows = windows;
        this.lives = lives;
    }

    @Override
    public Optional<Terms> terms(RecordingName recording) {
        Optional<SessionId> live = windows.sessionOf(recording);
        return live.isPresent() ? lives.of(live.get()) : known.get(recording, this::read);
    }

    @Override
    public void played(RecordingName recording) {
        windows.played(recording);
    }

    private Optional<Terms> read(RecordingName recording) {
        return recordings
                .find(new RecordingId(recording.value()))
                .filter(row -> row.state() != RecordingState.DELETED)
                .map(RecordedTerms::of);
    }

    static Terms of(RecordingRow row) {
        return new Terms(row.visibility() == Visibility.PUBLIC, row.generation());
    }
}
