package live.griot.query.stage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.store.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who is banned and what links are good, and joins the names in. Thread-safe. */
@Component
public class AdmissionReader {
    private final JdbcClient db;
    private final People people;
    private final PersonalText personalText;

    AdmissionReader(JdbcClient db, People people, PersonalText personalText) {
        this.db = db;
        this.people = people;
        this.personalText = personalText;
    }

    /** Returns up to {@code limit} bans of a session by the banned person's id, after one id. */
    List<BanView> bans(SessionId session, String after, int limit) {
        List<Ban> bans = db.sql("""
                SELECT * FROM ban_view WHERE session_id = :session AND user_id > :after ORDER BY session_id, user_id LIMIT :limit
                """)
                .param("session", session.value())
                .param("after", after)
                .param("limit", limit)
                .query(AdmissionReader::ban)
                .list();
        Map<UserId, Person> named = people.named(bans.stream()
                .flatMap(ban -> Stream.of(ban.person(), ban.by()))
                .distinct()
                .toList());
        return bans.stream().map(ban -> view(ban, named)).toList();
    }

    private BanView view(Ban ban, Map<UserId, Person> named) {
        String sealed = ban.sealedReason();
        return new BanView(
                Objects.requireNonNull(named.get(ban.person())),
                Objects.requireNonNull(named.get(ban.by())),
                sealed == null ? null : personalText.open(ban.by(), sealed).orElse(null),
                ban.at(),
                ban.until());
    }

    private static Ban ban(ResultSet rs, int number) throws SQLException {
        return new Ban(
                new UserId(rs.getString("user_id")),
                new UserId(rs.getString("banned_by")),
                rs.getString("sealed_reason"),
                Micros.toInstant(rs.getLong("banned_at")),
                Micros.toInstantOrNull(rs.getObject("banned_until", Long.class)));
    }

    private record Ban(
            UserId person,
            UserId by,
            @Nullable String sealedReason,
            Instant at,
            @Nullable Instant until) {}

    /** Returns those of some links that are not revoked, be they used up or expired: who came by one stays in. */
    public Set<LinkId> standing(Collection<LinkId> links, SessionId session) {
        if (links.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(db.sql("SELECT id FROM link_view WHERE id IN (:ids) AND session_id = :session")
                .param("ids", links.stream().map(LinkId::value).toList())
                .param("session", session.value())
                .query((row, n) -> new LinkId(row.getString("id")))
                .list());
    }

    /** Returns whether a link would let somebody in now. */
    public boolean isGood(LinkId link, SessionId session, Instant now) {
        return db.sql("""
                        SELECT COUNT(*) FROM link_view WHERE id = :id AND session_id = :session
                        AND (expires_at IS NULL OR expires_at > :now) AND (max_uses IS NULL OR uses < max_uses)
                        """)
                        .param("id", link.value())
                        .param("session", session.value())
                        .param("now", Micros.of(now))
                        .query(Long.class)
                        .single()
                > 0;
    }
}
