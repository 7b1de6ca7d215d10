package live.griot.recording.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.RecordingEnd;
import live.griot.recording.lifecycle.RecordingDatabase;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.Recordings;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is told to have ended a recording, by the tables' rows. */
class RecordersTest {
    private static final RecordingId ID = new RecordingId("01RECORDING");

    private final JdbcClient db = RecordingDatabase.with();

    @Test
    void a_recording_whose_node_is_gone_with_its_files_is_lost_however_its_session_ended() {
        RecordingDatabase.addRunning(db, ID, new SessionId("01LIVE"), new UserId("01AWA"));

        assertThat(reason(false, false)).isEqualTo(RecordingEnd.NODE_LOST);
        assertThat(reason(false, true)).isEqualTo(RecordingEnd.SESSION_ENDED);
        assertThat(reason(true, true)).as("killed, and started again").isEqualTo(RecordingEnd.NODE_LOST);
    }

    @Test
    void one_that_no_node_began_ended_with_its_session() {
        RecordingDatabase.addRunning(db, ID, new SessionId("01LIVE"), new UserId("01AWA"));
        db.sql("UPDATE recording SET opened = FALSE").update();

        assertThat(reason(false, false)).isEqualTo(RecordingEnd.SESSION_ENDED);
    }

    @Test
    void one_that_was_told_to_be_lost_stays_so() {
        RecordingDatabase.addFinished(db, ID, new SessionId("01LIVE"), new UserId("01AWA"), Duration.ofSeconds(1), 1);

        assertThat(reason(false, true)).isEqualTo(RecordingEnd.NODE_LOST);
    }

    private RecordingEnd reason(boolean wasLeft, boolean isHere) {
        RecordingRow row = new Recordings(db).find(ID).orElseThrow();
        return Recorders.reason(row, RecordingEnd.SESSION_ENDED, wasLeft, isHere);
    }
}
