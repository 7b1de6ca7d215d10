package live.griot.chat.room;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import live.griot.api.admin.AdminBans;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.store.Micros;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code chat_silence}: who may say nothing. Thread-safe. */
@Component
public class Silences {
    private final JdbcClient db;

    public Silences(JdbcClient db) {
        this.db = db;
    }

    /** Returns why somebody may say nothing at that time, a ban before a mute, or empty when they may. */
    public Optional<Silence> of(SessionId session, UserId person, Instant at) {
        return db
                .sql("""
                SELECT * FROM chat_silence WHERE session_id IN (:session, :everywhere) AND user_id = :user
                AND (silenced_until IS NULL OR silenced_until > :at) ORDER BY kind
                """)
                .param("session", session.value())
                .param("everywhere", AdminBans.EVERYWHERE.value())
                .param("user", person.value())
                .param("at", Micros.of(at))
                .query((row, number) -> silence(row))
                .list()
                .stream()
                .findFirst();
    }

    /** Why some people may say nothing in some sessions, as it was when it was read. Immutable. */
    public static final class Among {
        private final Map<SessionId, Map<UserId, List<Silence>>> known;

        private Among(Map<SessionId, Map<UserId, List<Silence>>> known) {
            this.known = known;
        }

        /** Returns whether somebody may say nothing at that time. */
        public boolean isSilent(SessionId session, UserId person, Instant at) {
            return Stream.of(session, AdminBans.EVERYWHERE)
                    .flatMap(where -> known.getOrDefault(where, Map.of()).getOrDefault(person, List.of()).stream())
                    .anyMatch(silence ->
                            silence.until() == null || silence.until().isAfter(at));
        }
    }

    /** Returns why any of those people may say nothing in any of those sessions. */
    public Among among(Set<SessionId> sessions, Set<UserId> people) {
        Map<SessionId, Map<UserId, List<Silence>>> known = new HashMap<>();
        db.sql("SELECT * FROM chat_silence WHERE session_id IN (:sessions) AND user_id IN (:people)")
                .param(
                        "sessions",
                        Stream.concat(sessions.stream(), Stream.of(AdminBans.EVERYWHERE))
                                .map(SessionId::value)
                                .toList())
                .param("people", people.stream().map(UserId::value).toList())
                .query(row -> {
                    Silence silence = silence(row);
                    known.computeIfAbsent(new SessionId(row.getString("session_id")), session -> new HashMap<>())
                            .computeIfAbsent(silence.user(), person -> new ArrayList<>())
                            .add(silence);
                });
        return new Among(known);
    }

    /** Returns somebody's mute, though the time of it may have just passed, or empty when they are not muted. */
    Optional<Silence> muteOf(SessionId session, UserId person) {
        return db.sql("SELECT * FROM chat_silence WHERE session_id = :session AND user_id = :user AND kind = 'MUTE'")
                .param("session", session.value())
                .param("user", person.value())
                .query((row, number) -> silence(row))
                .optional();
    }

    /** Returns the mutes of a session that hold at that time, the latest first. */
    List<Silence> mutes(SessionId session, Instant at) {
        return db.sql("""
                SELECT * FROM chat_silence WHERE session_id = :session AND kind = 'MUTE'
                AND (silenced_until IS NULL OR silenced_until > :at) ORDER BY silenced_at DESC, user_id
                """)
                .param("session", session.value())
                .param("at", Micros.of(at))
                .query((row, number) -> silence(row))
                .list();
    }

    private static Silence silence(ResultSet row) throws SQLException {
        return new Silence(
                new UserId(row.getString("user_id")),
                Silence.Kind.valueOf(row.getString("kind")),
                new UserId(row.getString("silenced_by")),
                row.getString("sealed_reason"),
                Micros.toInstant(row.getLong("silenced_at")),
                Micros.toInstantOrNull(row.getObject("silenced_until", Long.class)));
    }
}
