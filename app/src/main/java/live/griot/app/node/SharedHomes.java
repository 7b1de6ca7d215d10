package live.griot.app.node;

import static live.griot.api.refusal.RefusalCode.ON_ANOTHER_NODE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.edge.SessionHomes;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which of the nodes on one database has which session: a row for each, {@code session_home}, good for as long as its node's lease.
 * The database's clock decides, so no node's does. Thread-safe.
 */
final class SharedHomes implements SessionHomes {
    /** After which a session of a node that is gone is another's, if it has seen so. */
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final JdbcClient db;
    private final ThisNode me;
    /** Those of this node, so that not everybody who comes costs a query. */
    private final Set<SessionId> mine = ConcurrentHashMap.newKeySet();

    SharedHomes(JdbcClient db, ThisNode me) {
        this.db = db;
        this.me = me;
    }

    private record Home(String node, @Nullable String url) {}

    @Override
    public void take(SessionId session) {
        if (mine.contains(session) || takeIfNobodys(session)) {
            return;
        }
        requireNotElsewhere(session);
    }

    @Override
    public void requireNotElsewhere(SessionId session) {
        if (mine.contains(session)) {
            return;
        }
        home(session).filter(home -> !home.node().equals(me.name())).ifPresent(home -> {
            throw new Refused(
                    ON_ANOTHER_NODE,
                    home.url() == null
                            ? "Another node of this installation has the session's media"
                            : "The session's media is at " + home.url(),
                    A_MOMENT);
        });
    }

    @Override
    public boolean isHere(SessionId session) {
        return mine.contains(session);
    }

    @Override
    public boolean isElsewhere(SessionId session) {
        return !mine.contains(session)
                && home(session).filter(home -> !home.node().equals(me.name())).isPresent();
    }

    @Override
    public void giveUp(SessionId session) {
        mine.remove(session);
        db.sql("DELETE FROM session_home WHERE session_id = :session AND node = :me")
                .param("session", session.value())
                .param("me", me.name())
                .update();
    }

    @Override
    public List<SessionId> takeThoseOfNobody(Collection<SessionId> sessions) {
        return sessions.stream()
                .filter(session -> !mine.contains(session) && home(session).isEmpty() && takeIfNobodys(session))
                .toList();
    }

    private boolean takeIfNobodys(SessionId session) {
        try {
            db.sql("INSERT INTO session_home (session_id, node) VALUES (:session, :me)")
                    .param("session", session.value())
                    .param("me", me.name())
                    .update();
            mine.add(session);
            return true;
        } catch (DuplicateKeyException somebodys) {
            return false;
        }
    }

    private Optional<Home> home(SessionId session) {
        return db.sql("""
                        SELECT h.node, l.url FROM session_home h LEFT JOIN node_lease l ON l.name = h.node
                        WHERE h.session_id = :session""")
                .param("session", session.value())
                .query((row, index) -> new Home(row.getString("node"), row.getString("url")))
                .optional();
    }

    /** Returns what is this node's, as a set of the caller's. */
    Set<SessionId> mine() {
        return new HashSet<>(mine);
    }

    /** Renews this node's lease. */
    void renew(Duration lease) {
        int renewed = db.sql("""
                        UPDATE node_lease SET until_at = UTC_TIMESTAMP(6) + INTERVAL :seconds SECOND WHERE name = :me""")
                .param("seconds", lease.toSeconds())
                .param("me", me.name())
                .update();
        if (renewed == 0) {
            db.sql("""
                            INSERT INTO node_lease (name, url, until_at)
                            VALUES (:me, :url, UTC_TIMESTAMP(6) + INTERVAL :seconds SECOND)""")
                    .param("me", me.name())
                    .param("url", me.url())
                    .param("seconds", lease.toSeconds())
                    .update();
        }
    }

    /** Reads anew which sessions are this node's: while it showed no sign of life others may have taken them. */
    void lookWhatIsMine() {
        Set<SessionId> now = Set.copyOf(db.sql("SELECT session_id FROM session_home WHERE node = :me")
                .param("me", me.name())
                .query(SharedHomes::session)
                .list());
        mine.retainAll(now);
        mine.addAll(now);
    }

    /** Takes the sessions of nodes whose lease is over, and returns them. */
    List<SessionId> inherit() {
        List<SessionId> ofTheGone = db.sql("""
                        SELECT h.session_id FROM session_home h LEFT JOIN node_lease l ON l.name = h.node
                        WHERE l.name IS NULL OR l.until_at < UTC_TIMESTAMP(6)""").query(SharedHomes::session).list();
        List<SessionId> inherited =
                ofTheGone.stream().filter(this::takeFromTheGone).toList();
        db.sql("""
                        DELETE FROM node_lease WHERE until_at < UTC_TIMESTAMP(6)
                          AND NOT EXISTS (SELECT 1 FROM session_home h WHERE h.node = node_lease.name)""").update();
        return inherited;
    }

    /** Two may want it, and one of them is first; its node may have come back, and then nobody gets it. */
    private boolean takeFromTheGone(SessionId session) {
        boolean taken = db.sql("""
                        UPDATE session_home SET node = :me WHERE session_id = :session AND node <> :me
                          AND NOT EXISTS (SELECT 1 FROM node_lease l WHERE l.name = session_home.node AND l.until_at >= UTC_TIMESTAMP(6))""")
                        .param("me", me.name())
                        .param("session", session.value())
                        .update()
                == 1;
        if (taken) {
            mine.add(session);
        }
        return taken;
    }

    /** Returns which of these another node has. */
    List<SessionId> elsewhere(Collection<SessionId> sessions) {
        List<String> asked = sessions.stream()
                .filter(session -> !mine.contains(session))
                .map(SessionId::value)
                .toList();
        return asked.isEmpty()
                ? List.of()
                : db.sql("SELECT session_id FROM session_home WHERE session_id IN (:sessions) AND node <> :me")
                        .param("sessions", asked)
                        .param("me", me.name())
                        .query(SharedHomes::session)
                        .list();
    }

    /** Says that this node is gone: others may take what it had at once. */
    void leave() {
        mine.clear();
        db.sql("DELETE FROM session_home WHERE node = :me")
                .param("me", me.name())
                .update();
        db.sql("DELETE FROM node_lease WHERE name = :me").param("me", me.name()).update();
    }

    private static SessionId session(ResultSet row, int index) throws SQLException {
        return new SessionId(row.getString("session_id"));
    }
}
