package live.griot.recording.lifecycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.session.SessionText;
import live.griot.api.session.Visibility;
import live.griot.api.store.Micros;
import org.jspecify.annotations.Nullable;

/**
 * A recording as the read model keeps it.
 *
 * @param stems whether picture and sound of each person are kept by themselves too
 * @param active whether it is not finished for good
 * @param paused whether its host wished that nothing be kept, whatever became of it since
 * @param opened whether a recorder has begun with it
 * @param stoppedBy why it is to be finished for good; null while its session is recorded
 * @param reason why it was finished, or null
 * @param title null where it is told what its session is
 * @param duration of what can be played; zero until it is finished
 * @param bytes of its files; 0 until it is finished
 * @param generation of the addresses that private ones are played by: those of before are good no more
 */
public record RecordingRow(
        RecordingId id,
        SessionId session,
        UserId host,
        boolean stems,
        Visibility visibility,
        RecordingState state,
        boolean active,
        boolean paused,
        boolean opened,
        @Nullable RecordingEnd stoppedBy,
        @Nullable RecordingEnd reason,
        @Nullable SessionText title,
        @Nullable SessionText description,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Duration duration,
        long bytes,
        long generation) {
    static final String COLUMNS =
            "id, session_id, host_id, stems, visibility, state, active, paused, opened, stopped_by, reason, title_by, sealed_title,"
                    + " description_by, sealed_description, started_at, finished_at, duration_millis, bytes, generation";

    static RecordingRow of(ResultSet row) throws SQLException {
        return new RecordingRow(
                new RecordingId(row.getString("id")),
                new SessionId(row.getString("session_id")),
                new UserId(row.getString("host_id")),
                row.getBoolean("stems"),
                Visibility.valueOf(row.getString("visibility")),
                RecordingState.valueOf(row.getString("state")),
                row.getBoolean("active"),
                row.getBoolean("paused"),
                row.getBoolean("opened"),
                end(row.getString("stopped_by")),
                end(row.getString("reason")),
                text(row.getString("title_by"), row.getString("sealed_title")),
                text(row.getString("description_by"), row.getString("sealed_description")),
                Micros.toInstant(row.getLong("started_at")),
                Micros.toInstantOrNull(row.getObject("finished_at", Long.class)),
                Duration.ofMillis(row.getLong("duration_millis")),
                row.getLong("bytes"),
                row.getLong("generation"));
    }

    private static @Nullable RecordingEnd end(@Nullable String name) {
        return name == null ? null : RecordingEnd.valueOf(name);
    }

    private static @Nullable SessionText text(@Nullable String by, @Nullable String sealed) {
        return by == null || sealed == null ? null : new SessionText(new UserId(by), sealed, true);
    }
}
