package live.griot.query.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import live.griot.api.session.SessionState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the sessions that are not over, and who watches them, on all nodes together. Thread-safe. */
@Component
public class SessionTotals {
    /** The states that are counted. Sessions that are over are only ever more, and to count them would take ever longer. */
    public static final List<SessionState> COUNTED =
            List.of(SessionState.PENDING, SessionState.STARTING, SessionState.LIVE, SessionState.ENDING);

    /** How far is counted in each state: sessions that nobody starts stay PENDING, without a bound. */
    public static final int MOST = 10_000;

    private final JdbcClient db;

    SessionTotals(JdbcClient db) {
        this.db = db;
    }

    /**
     * What was counted.
     *
     * @param sessions those in each of {@link #COUNTED}, up to {@link #MOST}
     * @param viewers who watches in all of them
     */
    public record Totals(Map<SessionState, Long> sessions, long viewers) {}

    /** Counts, by an index and not further than {@link #MOST} in each state. */
    public Totals count() {
        Map<SessionState, Long> sessions = new EnumMap<>(SessionState.class);
        long viewers = 0;
        for (SessionState state : COUNTED) {
            Counted counted = count(state);
            sessions.put(state, counted.sessions());
            viewers += counted.viewers();
        }
        return new Totals(sessions, viewers);
    }

    private Counted count(SessionState state) {
        return db.sql("""
                SELECT COUNT(*) AS sessions, COALESCE(SUM(viewer_count), 0) AS viewers
                FROM (SELECT viewer_count FROM session_view WHERE state = :state LIMIT :most) counted
                """)
                .param("state", state.name())
                .param("most", MOST)
                .query((row, index) -> new Counted(row.getLong("sessions"), row.getLong("viewers")))
                .single();
    }

    private record Counted(long sessions, long viewers) {}
}
