package live.griot.recording.consent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people said of being recorded, by the read model. Thread-safe. */
@Component
public class Answers {
    /** More than a session remembers: on a stage are ten. */
    private static final int MOST = 1_000;

    private final JdbcClient db;

    Answers(JdbcClient db) {
        this.db = db;
    }

    /** Returns who agrees in a session. */
    public Set<UserId> agreed(SessionId session) {
        return of(session).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Returns what each said of whom it is known. */
    Map<UserId, Boolean> of(SessionId session) {
        Map<UserId, Boolean> answers = new LinkedHashMap<>();
        db.sql("""
                SELECT user_id, agrees FROM recording_answer WHERE session_id = :session
                ORDER BY session_id, user_id LIMIT :most
                """).param("session", session.value()).param("most", MOST).query(row -> {
            answers.put(new UserId(row.getString("user_id")), row.getBoolean("agrees"));
        });
        return answers;
    }

    /** Returns what somebody said, empty where they said nothing. */
    Optional<Boolean> of(SessionId session, UserId person) {
        return db.sql("SELECT agrees FROM recording_answer WHERE session_id = :session AND user_id = :user")
                .param("session", session.value())
                .param("user", person.value())
                .query(Boolean.class)
                .optional();
    }
}
