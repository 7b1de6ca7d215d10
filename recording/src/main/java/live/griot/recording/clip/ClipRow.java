package live.griot.recording.clip;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionText;
import live.griot.api.store.Micros;

/**
 * A clip as the read model keeps it.
 *
 * @param by who made it
 * @param from where it begins, in the time of who plays the recording
 * @param to where it ends, likewise
 */
public record ClipRow(
        ClipId id, RecordingId recording, UserId by, SessionText title, Duration from, Duration to, Instant createdAt) {
    static final String COLUMNS =
            "id, recording_id, user_id, title_by, sealed_title, from_micros, to_micros, created_at";

    static ClipRow of(ResultSet row) throws SQLException {
        return new ClipRow(
                new ClipId(row.getString("id")),
                new RecordingId(row.getString("recording_id")),
                new UserId(row.getString("user_id")),
                new SessionText(new UserId(row.getString("title_by")), row.getString("sealed_title"), true),
                Duration.of(row.getLong("from_micros"), ChronoUnit.MICROS),
                Duration.of(row.getLong("to_micros"), ChronoUnit.MICROS),
                Micros.toInstant(row.getLong("created_at")));
    }
}
