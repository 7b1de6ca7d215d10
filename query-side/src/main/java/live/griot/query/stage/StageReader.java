package live.griot.query.stage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.session.Role;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.Standing;
import live.griot.api.stage.LookAlikes;
import live.griot.api.stage.ParticipantView;
import live.griot.api.store.Micros;
import live.griot.query.attendance.AttendanceReader;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who is what in a session, and joins the names in. Thread-safe. */
@Component
public class StageReader {
    private static final String COLUMNS =
            "p.user_id, s.host_id, p.moderator, p.on_stage, p.audio, p.video, p.screen, p.seated_at, p.hand_raised_at";

    /** Databases bound the length of a statement. */
    private static final int AT_ONCE = 1_000;

    private final JdbcClient db;
    private final AttendanceReader attendances;
    private final People people;
    private final LookAlikes lookAlikes;

    StageReader(JdbcClient db, AttendanceReader attendances, People people, LookAlikes lookAlikes) {
        this.db = db;
        this.attendances = attendances;
        this.people = people;
        this.lookAlikes = lookAlikes;
    }

    /** Returns what a session is to somebody, null for someone without an account. */
    public Standing standing(SessionFacts session, @Nullable UserId person) {
        if (person == null) {
            return new Standing(session, null, Role.VIEWER, false, false, false, false);
        }
        Claim claim = new Claim(session, person);
        return Objects.requireNonNull(standings(List.of(claim)).get(claim));
    }

    /** What a session is to somebody who has an account or is a guest: what is asked. */
    public record Claim(SessionFacts session, UserId person) {
        private String[] row() {
            return new String[] {session.id().value(), person.value()};
        }
    }

    /** Returns what sessions are to people. One statement for up to {@link #AT_ONCE} of them: one is asked for every message and every call. */
    public Map<Claim, Standing> standings(Collection<Claim> claims) {
        List<Claim> all = List.copyOf(claims);
        Map<List<String>, Known> known = new HashMap<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String[]> some = all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream()
                    .map(Claim::row)
                    .toList();
            db.sql("""
                    SELECT session_id, user_id, on_stage, moderator, admitted, on_stage OR hand_raised_at IS NOT NULL AS present,
                      FALSE AS banned
                    FROM participant_view WHERE (session_id, user_id) IN (:claims)
                    UNION ALL SELECT session_id, user_id, FALSE, FALSE, FALSE, FALSE, TRUE
                    FROM ban_view WHERE (session_id, user_id) IN (:claims)
                    UNION ALL SELECT session_id, user_id, FALSE, FALSE, FALSE, is_in, FALSE
                    FROM attendance_view WHERE (session_id, user_id) IN (:claims)
                    UNION ALL SELECT session_id, invited_id, FALSE, FALSE, state = 'PENDING', FALSE, FALSE
                    FROM invitation_view WHERE (session_id, invited_id) IN (:claims)
                    """).param("claims", some).query(row -> {
                known.merge(
                        List.of(row.getString("session_id"), row.getString("user_id")), Known.read(row), Known::and);
            });
        }
        Map<Claim, Standing> standings = new HashMap<>();
        all.forEach(claim -> standings.put(
                claim, known.getOrDefault(List.of(claim.row()), Known.NOTHING).standing(claim)));
        return standings;
    }

    /** What one table knows of somebody in a session, or several of them together. */
    private record Known(boolean onStage, boolean moderator, boolean admitted, boolean present, boolean banned) {
        static final Known NOTHING = new Known(false, false, false, false, false);

        static Known read(ResultSet row) throws SQLException {
            return new Known(
                    row.getBoolean("on_stage"),
                    row.getBoolean("moderator"),
                    row.getBoolean("admitted"),
                    row.getBoolean("present"),
                    row.getBoolean("banned"));
        }

        Known and(Known other) {
            return new Known(
                    onStage || other.onStage,
                    moderator || other.moderator,
                    admitted || other.admitted,
                    present || other.present,
                    banned || other.banned);
        }

        Standing standing(Claim claim) {
            Role role = onStage ? Role.GUEST : Role.VIEWER;
            if (moderator) {
                role = Role.MODERATOR;
            }
            boolean host = claim.session().host().equals(claim.person());
            return new Standing(
                    claim.session(), claim.person(), host ? Role.HOST : role, onStage, banned, present, admitted);
        }
    }

    /** Returns somebody in a session as others see them, or empty when they are not in it. */
    public Optional<ParticipantView> participant(SessionId session, UserId person) {
        Optional<Row> row = row(session, person).filter(Row::hasAPart);
        if (row.isPresent()) {
            return row.map(found -> found.view(people.named(person), isLookAlike(session, person)));
        }
        return attendances.open(session, person).isEmpty() || isBanned(session, person)
                ? Optional.empty()
                : Optional.of(viewer(people.named(person), isLookAlike(session, person)));
    }

    private boolean isLookAlike(SessionId session, UserId person) {
        return lookAlikes.among(session, List.of(people.named(person))).contains(person);
    }

    /**
     * Returns up to {@code limit} people in a session after a place: the host, who else is on stage, moderators, raised hands in
     * their order, and then those viewers that are asked for.
     */
    List<Placed> participants(SessionId session, String after, Viewers which, int limit) {
        List<Row> withAPart = db
                .sql("SELECT " + COLUMNS + """
                 FROM participant_view p JOIN session_view s ON s.id = p.session_id WHERE p.part_in = :session
                """)
                .param("session", session.value())
                .query(StageReader::row)
                .list()
                .stream()
                .filter(row -> row.place().compareTo(after) > 0)
                .sorted(Comparator.comparing(Row::place))
                .limit(limit)
                .toList();
        Map<UserId, Person> named =
                people.named(withAPart.stream().map(Row::person).toList());
        Set<UserId> alike = lookAlikes.among(session, named.values());
        List<Placed> found = new ArrayList<>();
        withAPart.forEach(row -> found.add(new Placed(
                row.place(), row.view(Objects.requireNonNull(named.get(row.person())), alike.contains(row.person())))));
        if (which != Viewers.NONE && found.size() < limit) {
            addViewers(found, session, after, which, limit - found.size());
        }
        return found;
    }

    /** Which viewers a list of people holds. */
    enum Viewers {
        NONE,
        /** Those with an account, and guests who said a name. */
        WITH_A_NAME,
        ALL
    }

    private void addViewers(List<Placed> found, SessionId session, String after, Viewers which, int limit) {
        String afterId = after.startsWith(Row.VIEWERS) ? after.substring(Row.VIEWERS.length()) : "";
        List<UserId> viewers = attendances.viewers(session, afterId, which == Viewers.ALL, limit);
        Map<UserId, Person> named = people.named(viewers);
        Set<UserId> alike = lookAlikes.among(session, named.values());
        viewers.forEach(viewer -> found.add(new Placed(
                Row.VIEWERS + viewer, viewer(Objects.requireNonNull(named.get(viewer)), alike.contains(viewer)))));
    }

    /** Somebody, and where in the list they stand. */
    record Placed(String place, ParticipantView view) {}

    /** Returns who had a seat in each of those sessions, the host first; nothing for one in which nobody had. */
    public Map<SessionId, List<Cast>> casts(Collection<SessionId> sessions) {
        if (sessions.isEmpty()) {
            return Map.of();
        }
        Map<SessionId, List<Row>> rows = new HashMap<>();
        db.sql("SELECT p.session_id, " + COLUMNS + """
                 FROM participant_view p JOIN session_view s ON s.id = p.session_id WHERE p.seated_in IN (:sessions)
                """)
                .param("sessions", sessions.stream().map(SessionId::value).toList())
                .query(row -> {
                    rows.computeIfAbsent(new SessionId(row.getString("session_id")), first -> new ArrayList<>())
                            .add(row(row, row.getRow()));
                });
        Map<UserId, Person> named = people.named(
                rows.values().stream().flatMap(List::stream).map(Row::person).toList());
        Map<SessionId, List<Cast>> casts = new HashMap<>();
        rows.forEach((session, cast) -> casts.put(session, cast(cast, named)));
        return casts;
    }

    private static List<Cast> cast(List<Row> rows, Map<UserId, Person> named) {
        return rows.stream()
                .sorted(Comparator.comparing((Row row) -> row.role() != Role.HOST)
                        .thenComparing(row -> Objects.requireNonNullElse(row.seatedAt(), Instant.MAX))
                        .thenComparing(row -> row.person().value()))
                .map(row -> new Cast(
                        Objects.requireNonNull(named.get(row.person())),
                        row.role() == Role.VIEWER ? Role.GUEST : row.role()))
                .toList();
    }

    /** Somebody who had a seat, and as what. */
    public record Cast(Person user, Role role) {}

    /** Returns who is on stage beside the host, in the order in which they came; nothing for a session without guests. */
    public Map<SessionId, List<UserId>> guests(List<SessionId> sessions) {
        if (sessions.isEmpty()) {
            return Map.of();
        }
        return db
                .sql("""
                SELECT p.session_id, p.user_id FROM participant_view p JOIN session_view s ON s.id = p.session_id
                WHERE p.part_in IN (:sessions) AND p.on_stage = TRUE AND p.user_id <> s.host_id
                ORDER BY p.seated_at, p.user_id
                """)
                .param("sessions", sessions.stream().map(SessionId::value).toList())
                .query((rs, n) -> Map.entry(new SessionId(rs.getString(1)), new UserId(rs.getString(2))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Returns who keeps order in a session: its host and its moderators. */
    public List<UserId> keepers(SessionId session) {
        return db.sql("""
                SELECT host_id AS person FROM session_view WHERE id = :session
                UNION SELECT user_id FROM participant_view WHERE part_in = :session AND moderator = TRUE
                """)
                .param("session", session.value())
                .query((rs, n) -> new UserId(rs.getString("person")))
                .list();
    }

    private Optional<Row> row(SessionId session, UserId person) {
        return db.sql("SELECT " + COLUMNS + """
                 FROM participant_view p JOIN session_view s ON s.id = p.session_id
                 WHERE p.session_id = :session AND p.user_id = :user
                """)
                .param("session", session.value())
                .param("user", person.value())
                .query(StageReader::row)
                .optional();
    }

    private boolean isBanned(SessionId session, UserId person) {
        return db.sql("SELECT COUNT(*) FROM ban_view WHERE session_id = :session AND user_id = :user")
                        .param("session", session.value())
                        .param("user", person.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static ParticipantView viewer(Person person, boolean lookAlike) {
        return new ParticipantView(person, Role.VIEWER, false, false, false, false, null, lookAlike, false);
    }

    private static Row row(ResultSet rs, int number) throws SQLException {
        return new Row(
                new UserId(rs.getString("user_id")),
                rs.getString("user_id").equals(rs.getString("host_id")),
                rs.getBoolean("moderator"),
                rs.getBoolean("on_stage"),
                rs.getBoolean("audio"),
                rs.getBoolean("video"),
                rs.getBoolean("screen"),
                Micros.toInstantOrNull(rs.getObject("seated_at", Long.class)),
                Micros.toInstantOrNull(rs.getObject("hand_raised_at", Long.class)));
    }

    private record Row(
            UserId person,
            boolean host,
            boolean moderator,
            boolean onStage,
            boolean audio,
            boolean video,
            boolean screen,
            @Nullable Instant seatedAt,
            @Nullable Instant handRaisedAt) {
        /** Where viewers without a role of their own begin in the list. */
        static final String VIEWERS = "4-";

        Role role() {
            if (host) {
                return Role.HOST;
            }
            if (moderator) {
                return Role.MODERATOR;
            }
            return onStage ? Role.GUEST : Role.VIEWER;
        }

        boolean hasAPart() {
            return onStage || moderator || handRaisedAt != null;
        }

        /** Returns where in the list somebody stands: sorted as text, in the order of the list. */
        String place() {
            if (host) {
                return "0-";
            }
            if (onStage) {
                return "1-" + sortable(seatedAt) + "-" + person;
            }
            return moderator ? "2-" + person : "3-" + sortable(handRaisedAt) + "-" + person;
        }

        private static String sortable(@Nullable Instant time) {
            return "%020d".formatted(time == null ? 0 : Micros.of(time));
        }

        ParticipantView view(Person named, boolean lookAlike) {
            return new ParticipantView(named, role(), onStage, audio, video, screen, handRaisedAt, lookAlike, false);
        }
    }
}
