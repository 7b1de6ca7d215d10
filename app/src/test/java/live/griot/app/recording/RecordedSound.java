package live.griot.app.recording;

import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import live.griot.api.Commands;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.FinishRecording;
import live.griot.api.recording.OpenRecording;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.session.Visibility;
import live.griot.api.tap.StreamId;
import live.griot.app.support.StartedGriot;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.mp4.MediaPart;
import live.griot.recording.mp4.Sample;
import live.griot.recording.store.Presence;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.TrackName;
import live.griot.recording.store.TrackWriter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A recording of a session with silence in it, without anybody who publishes: what the store has is real, who recorded it is said. */
public final class RecordedSound {
    private static final int SAMPLES_A_SECOND = 48_000;
    private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};
    private static final int PACKET = 960;

    private RecordedSound() {}

    /** Keeps so many seconds of a session that somebody hosted; returns the id of the recording, which is public and finished. */
    public static String of(StartedGriot griot, String session, String host, int seconds) {
        RecordingId id = new RecordingId(UlidCreator.getMonotonicUlid().toString());
        griot.part(JdbcClient.class)
                .sql("""
                        INSERT INTO recording (id, session_id, host_id, stems, visibility, state, active, paused, opened, started_at,
                          duration_millis, bytes, generation, of_private)
                        VALUES (:id, :session, :host, FALSE, 'PUBLIC', 'RECORDING', TRUE, FALSE, TRUE, 0, 0, 0, 0, FALSE)
                        """)
                .param("id", id.value())
                .param("session", session)
                .param("host", host)
                .update();
        Commands commands = griot.part(Commands.class);
        commands.send(
                new OpenRecording(id, new SessionId(session), new UserId(host), Visibility.PUBLIC, Instant.now()));
        keep(griot, id, host, seconds);
        commands.send(new FinishRecording(
                id, RecordingEnd.SESSION_ENDED, true, Duration.ofSeconds(seconds), 1, Instant.now()));
        return id.value();
    }

    private static void keep(StartedGriot griot, RecordingId id, String host, int seconds) {
        await().until(() -> griot.part(OpenStore.class).store().isPresent());
        RecordingWriter writer = griot.part(OpenStore.class)
                .store()
                .orElseThrow()
                .begin(new RecordingName(id.value()), Instant.now().toEpochMilli());
        writer.note(
                new Presence(host, Presence.Medium.SOUND, true, Instant.now().toEpochMilli()));
        TrackWriter track = writer.track(TrackName.mix("opus"));
        track.begin(new Run(1, new StreamId(1, 1), AudioFormats.opus(2), 0));
        for (int second = 0; second < seconds; second++) {
            List<Sample> samples = Collections.nCopies(SAMPLES_A_SECOND / PACKET, new Sample(SILENCE, PACKET, true));
            long start = (long) second * SAMPLES_A_SECOND;
            byte[] part = MediaPart.of(AudioFormats.opus(2), second + 1, start, samples);
            boolean isLast = second % 4 == 3;
            track.append(new RecordedPart(
                    1 + second / 4, second % 4, start, SAMPLES_A_SECOND, samples.size(), true, isLast, part));
        }
        writer.finish("SESSION_ENDED", Instant.now().toEpochMilli()).join();
    }
}
