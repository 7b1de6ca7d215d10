package live.griot.query.invitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.invitation.InvitationState;
import live.griot.api.invitation.InvitationView;
import live.griot.api.invitation.Invitations;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.store.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code invitation_view}, joins the names in and opens the words. Thread-safe. */
@Component
class InvitationReader implements Invitations {
    private final JdbcClient db;
    private final Sessions sessions;
    private final People people;
    private final PersonalText personalText;

    InvitationReader(JdbcClient db, Sessions sessions, People people, PersonalText personalText) {
        this.db = db;
        this.sessions = sessions;
        this.people = people;
        this.personalText = personalText;
    }

    @Override
    public Optional<InvitationView> view(InvitationId id, UserId reader) {
        return db.sql("SELECT * FROM invitation_view WHERE id = :id")
                .param("id", id.value())
                .query(InvitationReader::row)
                .optional()
                .filter(row -> concerns(row, reader))
                .map(row -> views(List.of(row), reader).getFirst());
    }

    /** Those who may invite may also take an invitation back that another sent. */
    private boolean concerns(Row row, UserId reader) {
        return row.to().equals(reader)
                || row.from().equals(reader)
                || sessions.standing(row.session(), reader)
                        .filter(standing -> switch (standing.role()) {
                            case HOST, MODERATOR -> true;
                            case GUEST, VIEWER -> false;
                        })
                        .isPresent();
    }

    @Override
    public boolean isPending(SessionId session, UserId invited) {
        return db.sql("""
                        SELECT COUNT(*) FROM invitation_view
                        WHERE session_id = :session AND invited_id = :invited AND state = 'PENDING'
                        """)
                        .param("session", session.value())
                        .param("invited", invited.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public boolean isRinging(UserId one, UserId other) {
        return db.sql("""
                        SELECT (SELECT COUNT(*) FROM invitation_view
                            WHERE inviter_id = :one AND invited_id = :other AND state = 'PENDING' AND ringing = TRUE)
                          + (SELECT COUNT(*) FROM invitation_view
                            WHERE inviter_id = :other AND invited_id = :one AND state = 'PENDING' AND ringing = TRUE)
                        """)
                        .param("one", one.value())
                        .param("other", other.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public int pendingFrom(UserId inviter) {
        return db.sql("SELECT COUNT(*) FROM invitation_view WHERE inviter_id = :inviter AND state = 'PENDING'")
                .param("inviter", inviter.value())
                .query(Integer.class)
                .single();
    }

    /** Returns what somebody was invited to, the latest first, up to {@code limit} before the cursor; null is any state. */
    List<InvitationView> to(UserId invited, @Nullable InvitationState state, String before, int limit) {
        // In the order of an index, all of it: H2 sorts all there are otherwise.
        JdbcClient.StatementSpec query =
                state == null ? db.sql("""
                        SELECT * FROM invitation_view WHERE invited_id = :invited AND id < :before
                        ORDER BY invited_id DESC, id DESC LIMIT :limit
                        """) : db.sql("""
                        SELECT * FROM invitation_view WHERE invited_id = :invited AND state = :state AND id < :before
                        ORDER BY invited_id DESC, state DESC, id DESC LIMIT :limit
                        """).param("state", state.name());
        List<Row> rows = query.param("invited", invited.value())
                .param("before", before)
                .param("limit", limit)
                .query(InvitationReader::row)
                .list();
        return views(rows, invited);
    }

    /** Joins in what they are about, in the same order. */
    private List<InvitationView> views(List<Row> rows, UserId reader) {
        Set<SessionId> about = rows.stream().map(Row::session).collect(Collectors.toSet());
        List<SessionId> known = sessions.standings(about, reader).entrySet().stream()
                .filter(standing -> standing.getValue().mayKnow())
                .map(Map.Entry::getKey)
                .toList();
        Map<SessionId, SessionView> views =
                sessions.views(known).stream().collect(Collectors.toMap(SessionView::id, Function.identity()));
        Map<UserId, Person> named = people.named(rows.stream()
                .flatMap(row -> Stream.of(row.from(), row.to()))
                .distinct()
                .toList());
        return rows.stream()
                .map(row -> view(row, views.get(row.session()), named))
                .toList();
    }

    private InvitationView view(Row row, @Nullable SessionView session, Map<UserId, Person> named) {
        String sealed = row.sealedMessage();
        return new InvitationView(
                row.id(),
                row.session(),
                session,
                Objects.requireNonNull(named.get(row.from())),
                Objects.requireNonNull(named.get(row.to())),
                sealed == null ? null : personalText.open(row.from(), sealed).orElse(null),
                row.ringing(),
                row.state(),
                row.sentAt(),
                row.expiresAt(),
                row.answeredAt());
    }

    private static Row row(ResultSet rs, int number) throws SQLException {
        return new Row(
                new InvitationId(rs.getString("id")),
                new SessionId(rs.getString("session_id")),
                new UserId(rs.getString("inviter_id")),
                new UserId(rs.getString("invited_id")),
                rs.getString("sealed_message"),
                rs.getBoolean("ringing"),
                InvitationState.valueOf(rs.getString("state")),
                Micros.toInstant(rs.getLong("sent_at")),
                Micros.toInstant(rs.getLong("expires_at")),
                Micros.toInstantOrNull(rs.getObject("answered_at", Long.class)));
    }

    private record Row(
            InvitationId id,
            SessionId session,
            UserId from,
            UserId to,
            @Nullable String sealedMessage,
            boolean ringing,
            InvitationState state,
            Instant sentAt,
            Instant expiresAt,
            @Nullable Instant answeredAt) {}
}
