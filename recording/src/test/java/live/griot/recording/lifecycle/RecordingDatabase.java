package live.griot.recording.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Tables of recordings in a database of a test's own (H2 in MySQL mode), as the program's migrations make them. */
public final class RecordingDatabase {
    private static final Path MIGRATIONS = Path.of("../app/src/main/resources/db/migration");
    private static final String RECORDINGS = "V36__recordings";

    private RecordingDatabase() {}

    /** Returns a new one with the tables of recordings, and those of further migrations, by their names. */
    public static JdbcClient with(String... migrations) {
        DriverManagerDataSource source =
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MySQL;DB_CLOSE_DELAY=-1");
        migrate(source, RECORDINGS);
        for (String migration : migrations) {
            migrate(source, migration);
        }
        return JdbcClient.create(source);
    }

    private static void migrate(DriverManagerDataSource source, String migration) {
        new ResourceDatabasePopulator(new FileSystemResource(MIGRATIONS.resolve(migration + ".sql"))).execute(source);
    }

    /** Has a public recording that runs, and of which nothing is kept yet. */
    public static void addRunning(JdbcClient db, RecordingId id, SessionId session, UserId host) {
        add(db, id, session, host, RecordingState.RECORDING, Duration.ZERO, 0);
    }

    /** Has a public recording that is finished for good. */
    public static void addFinished(
            JdbcClient db, RecordingId id, SessionId session, UserId host, Duration duration, long bytes) {
        add(db, id, session, host, RecordingState.FINISHED, duration, bytes);
    }

    private static void add(
            JdbcClient db,
            RecordingId id,
            SessionId session,
            UserId host,
            RecordingState state,
            Duration duration,
            long bytes) {
        db.sql("""
                INSERT INTO recording (id, session_id, host_id, stems, visibility, state, active, paused, opened, started_at,
                  duration_millis, bytes, generation, of_private)
                VALUES (:id, :session, :host, FALSE, 'PUBLIC', :state, :active, FALSE, TRUE, 0, :duration, :bytes, 0, FALSE)
                """)
                .param("id", id.value())
                .param("session", session.value())
                .param("host", host.value())
                .param("state", state.name())
                .param("active", state != RecordingState.FINISHED)
                .param("duration", duration.toMillis())
                .param("bytes", bytes)
                .update();
    }
}
