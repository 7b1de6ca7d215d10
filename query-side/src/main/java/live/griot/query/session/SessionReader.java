package live.griot.query.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import live.griot.api.guest.BanMarks;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.Ticket;
import live.griot.api.session.Role;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionType;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.session.Visibility;
import live.griot.api.stage.ParticipantView;
import live.griot.query.attendance.AttendanceReader;
import live.griot.query.stage.AdmissionReader;
import live.griot.query.stage.StageReader;
import live.griot.query.table.Micros;
import live.griot.query.table.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code session_view} and joins people's names in. Thread-safe. */
@Component
class SessionReader implements Sessions {
    private static final String COLUMNS = """
            id, host_id, title, description, type, visibility, state, max_participants, participant_count, viewer_count,
            peak_viewer_count, host_present, scheduled_for, created_at, started_at, ended_at,
            (SELECT taken_at FROM session_preview WHERE session_id = id) AS preview_at
            """;

    /** What is over, and the person had to do with. */
    private static final String PAST = """
             FROM session_view s WHERE state IN ('ENDED', 'CANCELLED')
             AND (host_id = :user
               OR EXISTS (SELECT 1 FROM participant_view p WHERE p.session_id = s.id AND p.user_id = :user
                 AND (p.was_on_stage = TRUE OR p.moderator = TRUE) AND (p.admitted = TRUE OR s.visibility = 'PUBLIC'))
               OR EXISTS (SELECT 1 FROM attendance_view a WHERE a.session_id = s.id AND a.user_id = :user
                 AND a.has_watched = TRUE AND (s.visibility = 'PUBLIC' OR EXISTS (SELECT 1 FROM participant_view p
                   WHERE p.session_id = s.id AND p.user_id = :user AND p.admitted = TRUE))))
            """;

    private final JdbcClient db;
    private final People people;
    private final StageReader stage;
    private final AdmissionReader admission;
    private final AttendanceReader attendances;
    private final BanMarks marks;

    SessionReader(
            JdbcClient db,
            People people,
            StageReader stage,
            AdmissionReader admission,
            AttendanceReader attendances,
            BanMarks marks) {
        this.db = db;
        this.people = people;
        this.stage = stage;
        this.admission = admission;
        this.attendances = attendances;
        this.marks = marks;
    }

    @Override
    public Optional<SessionFacts> find(SessionId id) {
        return row(id).map(Row::facts);
    }

    @Override
    public Optional<SessionView> view(SessionId id) {
        return views(row(id).stream().toList()).stream().findFirst();
    }

    @Override
    public List<SessionFacts> running() {
        return db
                .sql("SELECT " + COLUMNS + " FROM session_view WHERE state IN ('STARTING', 'LIVE', 'ENDING')")
                .query(SessionReader::row)
                .list()
                .stream()
                .map(Row::facts)
                .toList();
    }

    @Override
    public List<SessionFacts> withAPartOf(UserId person) {
        return db.sql("SELECT " + COLUMNS + """
                 FROM session_view s WHERE state IN ('PENDING', 'STARTING', 'LIVE')
                 AND (host_id = :user OR EXISTS (SELECT 1 FROM participant_view p
                   WHERE p.session_id = s.id AND p.user_id = :user AND p.on_stage = TRUE))
                """).param("user", person.value()).query(SessionReader::row).list().stream()
                .map(Row::facts)
                .toList();
    }

    @Override
    public List<AttendanceId> watching() {
        return attendances.watching();
    }

    @Override
    public Optional<Standing> standing(SessionId id, @Nullable UserId person) {
        return find(id).map(session -> stage.standing(session, person))
                .map(known ->
                        person != null && person.isGuest() && marks.isBarred(id, person) ? known.butBanned() : known);
    }

    @Override
    public Optional<Standing> standing(Ticket ticket) {
        LinkId link = ticket.link();
        return standing(ticket.session(), ticket.user())
                .map(known -> link != null && admission.stands(link, ticket.session()) ? known.butAdmitted() : known);
    }

    @Override
    public Optional<ParticipantView> participant(SessionId id, UserId person) {
        return stage.participant(id, person);
    }

    @Override
    public List<AttendanceId> openAttendances(SessionId id, UserId person) {
        return attendances.open(id, person);
    }

    @Override
    public List<AttendanceId> attendances(SessionId id, UserId person, Instant since) {
        return attendances.since(id, person, since);
    }

    /** Returns the session that the person hosts and that runs, the latest if there are several. */
    Optional<SessionView> current(UserId host) {
        List<Row> rows = db.sql("SELECT " + COLUMNS
                        + " FROM session_view WHERE host_id = :host AND state IN ('STARTING', 'LIVE', 'ENDING')"
                        + " ORDER BY id DESC LIMIT 1")
                .param("host", host.value())
                .query(SessionReader::row)
                .list();
        return views(rows).stream().findFirst();
    }

    /** Returns public sessions in a state, the most watched first, up to {@code limit} after the cursor. */
    List<SessionView> publicOnes(SessionState state, String words, @Nullable Place after, int limit) {
        String like = "%" + escaped(words.toLowerCase(Locale.ROOT)) + "%";
        List<Row> rows = db.sql("SELECT " + COLUMNS + """
                 FROM session_view WHERE visibility = 'PUBLIC' AND state = :state
                 AND (LOWER(title) LIKE :words ESCAPE '!' OR LOWER(description) LIKE :words ESCAPE '!')
                 AND (viewer_count < :viewers OR (viewer_count = :viewers AND id < :id))
                 ORDER BY viewer_count DESC, id DESC LIMIT :limit
                """)
                .param("state", state.name())
                .param("words", like)
                .param("viewers", after == null ? Integer.MAX_VALUE : after.rank())
                .param("id", after == null ? "" : after.id().value())
                .param("limit", limit)
                .query(SessionReader::row)
                .list();
        return views(rows);
    }

    /**
     * Returns public sessions that are to come, the soonest first, up to {@code limit} after the cursor; one that nobody started is there
     * until {@code after}.
     */
    List<SessionView> comingUp(String words, Instant after, @Nullable Place cursor, int limit) {
        List<Row> rows = db.sql("SELECT " + COLUMNS + """
                 FROM session_view WHERE visibility = 'PUBLIC' AND state = 'PENDING' AND scheduled_for > :after
                 AND (LOWER(title) LIKE :words ESCAPE '!' OR LOWER(description) LIKE :words ESCAPE '!')
                 AND (scheduled_for > :time OR (scheduled_for = :time AND id > :id))
                 ORDER BY scheduled_for, id LIMIT :limit
                """)
                .param("after", Micros.of(after))
                .param("words", "%" + escaped(words.toLowerCase(Locale.ROOT)) + "%")
                .param("time", cursor == null ? Long.MIN_VALUE : cursor.rank())
                .param("id", cursor == null ? "" : cursor.id().value())
                .param("limit", limit)
                .query(SessionReader::row)
                .list();
        return views(rows);
    }

    /** Returns what somebody has scheduled and not begun, the soonest first, up to {@code limit} after the cursor. */
    List<SessionView> scheduled(UserId host, @Nullable Place cursor, int limit) {
        List<Row> rows = db.sql("SELECT " + COLUMNS + """
                 FROM session_view WHERE host_id = :host AND state = 'PENDING'
                 AND (scheduled_for > :time OR (scheduled_for = :time AND id > :id))
                 ORDER BY scheduled_for, id LIMIT :limit
                """)
                .param("host", host.value())
                .param("time", cursor == null ? Long.MIN_VALUE : cursor.rank())
                .param("id", cursor == null ? "" : cursor.id().value())
                .param("limit", limit)
                .query(SessionReader::row)
                .list();
        return views(rows);
    }

    /**
     * Returns the person's past sessions, hosted, taken part in or watched, the latest first, up to {@code limit} before the
     * cursor; not private ones that they were put out of.
     */
    List<PastSession> past(UserId user, @Nullable SessionId before, int limit) {
        List<Row> rows = db.sql("SELECT " + COLUMNS + PAST + " AND id < :before ORDER BY id DESC LIMIT :limit")
                .param("user", user.value())
                .param("before", before == null ? Paging.AFTER_EVERY_ID : before.value())
                .param("limit", limit)
                .query(SessionReader::row)
                .list();
        return views(rows).stream().map(view -> past(view, user)).toList();
    }

    /** Returns one of them. */
    Optional<PastSession> past(UserId user, SessionId session) {
        List<Row> rows = db.sql("SELECT " + COLUMNS + PAST + " AND id = :session")
                .param("user", user.value())
                .param("session", session.value())
                .query(SessionReader::row)
                .list();
        return views(rows).stream().map(view -> past(view, user)).findFirst();
    }

    private PastSession past(SessionView view, UserId user) {
        List<StageReader.Cast> cast = stage.cast(view.id());
        Role role = cast.stream()
                .filter(one -> one.user().id().equals(user))
                .map(StageReader.Cast::role)
                .findFirst()
                .orElseGet(() -> standing(view.id(), user).map(Standing::role).orElse(Role.VIEWER));
        long viewers = attendances.watched(view.id(), view.createdAt()).viewers();
        return new PastSession(view, role, lasted(view), cast, viewers);
    }

    private static @Nullable Duration lasted(SessionView view) {
        return view.startedAt() == null || view.endedAt() == null
                ? null
                : Duration.between(view.startedAt(), view.endedAt());
    }

    private List<SessionView> views(List<Row> rows) {
        Map<SessionId, List<UserId>> guests = stage.guests(
                rows.stream().filter(row -> !row.state().isOver()).map(Row::id).toList());
        Stream<UserId> hosts = rows.stream().map(Row::host);
        Map<UserId, Person> named =
                people.named(Stream.concat(hosts, guests.values().stream().flatMap(List::stream))
                        .toList());
        return rows.stream()
                .map(row -> row.view(named, guests.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private Optional<Row> row(SessionId id) {
        return db.sql("SELECT " + COLUMNS + " FROM session_view WHERE id = :id")
                .param("id", id.value())
                .query(SessionReader::row)
                .optional();
    }

    private static String escaped(String words) {
        return words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Row row(ResultSet rs, int number) throws SQLException {
        return new Row(
                new SessionId(rs.getString("id")),
                new UserId(rs.getString("host_id")),
                rs.getString("title"),
                rs.getString("description"),
                SessionType.valueOf(rs.getString("type")),
                Visibility.valueOf(rs.getString("visibility")),
                SessionState.valueOf(rs.getString("state")),
                rs.getInt("max_participants"),
                rs.getInt("participant_count"),
                rs.getInt("viewer_count"),
                rs.getInt("peak_viewer_count"),
                rs.getBoolean("host_present"),
                Micros.toInstantOrNull(rs.getObject("scheduled_for", Long.class)),
                Micros.toInstant(rs.getLong("created_at")),
                Micros.toInstantOrNull(rs.getObject("started_at", Long.class)),
                Micros.toInstantOrNull(rs.getObject("ended_at", Long.class)),
                rs.getObject("preview_at", Long.class));
    }

    /** Where a page of sessions ended: at that many viewers, or at that time, in microseconds. */
    record Place(long rank, SessionId id) {}

    private record Row(
            SessionId id,
            UserId host,
            String title,
            String description,
            SessionType type,
            Visibility visibility,
            SessionState state,
            int seats,
            int seatsTaken,
            int viewers,
            int peakViewers,
            boolean hostPresent,
            @Nullable Instant scheduledFor,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Long previewAt) {

        /** Another address for another picture, so that a browser may keep each. */
        private @Nullable String previewUrl() {
            return previewAt == null || state != SessionState.LIVE
                    ? null
                    : "/api/sessions/%s/preview?v=%s".formatted(id, Long.toString(previewAt, Character.MAX_RADIX));
        }

        SessionFacts facts() {
            return new SessionFacts(id, host, type, visibility, state, createdAt, startedAt, endedAt);
        }

        SessionView view(Map<UserId, Person> named, List<UserId> guests) {
            return new SessionView(
                    id,
                    title,
                    description,
                    type,
                    visibility,
                    state,
                    Objects.requireNonNull(named.get(host)),
                    seats,
                    state.isOver() ? 0 : seatsTaken,
                    viewers,
                    peakViewers,
                    scheduledFor,
                    createdAt,
                    startedAt,
                    endedAt,
                    previewUrl(),
                    null,
                    hostPresent,
                    guests.stream()
                            .map(guest -> Objects.requireNonNull(named.get(guest)))
                            .toList());
        }
    }
}
