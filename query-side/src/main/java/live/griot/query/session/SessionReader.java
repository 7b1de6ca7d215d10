package live.griot.query.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import live.griot.api.Place;
import live.griot.api.admin.AdminBans;
import live.griot.api.guest.BanMarks;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.identity.Ticket;
import live.griot.api.session.Role;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.stage.ParticipantView;
import live.griot.query.attendance.AttendanceReader;
import live.griot.query.stage.AdmissionReader;
import live.griot.query.stage.StageReader;
import live.griot.query.table.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code session_view} and joins people's names in. Thread-safe. */
@Component
class SessionReader implements Sessions {
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
    private final PersonalText personalText;
    private final StageReader stage;
    private final AdmissionReader admission;
    private final AttendanceReader attendances;
    private final BanMarks marks;
    private final AdminBans adminBans;

    SessionReader(
            JdbcClient db,
            People people,
            PersonalText personalText,
            StageReader stage,
            AdmissionReader admission,
            AttendanceReader attendances,
            BanMarks marks,
            AdminBans adminBans) {
        this.db = db;
        this.people = people;
        this.personalText = personalText;
        this.stage = stage;
        this.admission = admission;
        this.attendances = attendances;
        this.marks = marks;
        this.adminBans = adminBans;
    }

    @Override
    public Optional<SessionFacts> find(SessionId id) {
        return row(id).map(SessionRow::facts);
    }

    @Override
    public Optional<SessionView> view(SessionId id) {
        return views(row(id).stream().toList()).stream().findFirst();
    }

    @Override
    public List<SessionFacts> running() {
        return db
                .sql("SELECT " + SessionRow.COLUMNS
                        + " FROM session_view WHERE state IN ('STARTING', 'LIVE', 'ENDING')")
                .query(SessionRow::read)
                .list()
                .stream()
                .map(SessionRow::facts)
                .toList();
    }

    @Override
    public List<SessionFacts> withAPartOf(UserId person) {
        return db
                .sql("SELECT " + SessionRow.COLUMNS + """
                 FROM session_view s WHERE state IN ('PENDING', 'STARTING', 'LIVE')
                 AND (host_id = :user OR EXISTS (SELECT 1 FROM participant_view p
                   WHERE p.session_id = s.id AND p.user_id = :user AND p.on_stage = TRUE))
                """)
                .param("user", person.value())
                .query(SessionRow::read)
                .list()
                .stream()
                .map(SessionRow::facts)
                .toList();
    }

    @Override
    public List<SessionFacts> presentIn(UserId person) {
        return db
                .sql("SELECT " + SessionRow.COLUMNS + """
                 FROM session_view s WHERE state IN ('PENDING', 'STARTING', 'LIVE')
                 AND (host_id = :user
                   OR EXISTS (SELECT 1 FROM participant_view p WHERE p.session_id = s.id AND p.user_id = :user
                     AND (p.on_stage = TRUE OR p.moderator = TRUE OR p.hand_raised_at IS NOT NULL))
                   OR EXISTS (SELECT 1 FROM attendance_view a WHERE a.session_id = s.id AND a.user_id = :user AND a.is_in = TRUE))
                """)
                .param("user", person.value())
                .query(SessionRow::read)
                .list()
                .stream()
                .map(SessionRow::facts)
                .toList();
    }

    @Override
    public List<AttendanceId> watching(SessionId session) {
        return attendances.watching(session);
    }

    @Override
    public Optional<Standing> standing(SessionId id, @Nullable UserId person) {
        return find(id).map(session -> stage.standing(session, person))
                .map(known -> person != null && isBannedBesides(id, person) ? known.butBanned() : known);
    }

    /** Bans that are not of this session, or that hold against another name, are asked for here alone. */
    private boolean isBannedBesides(SessionId id, UserId person) {
        return person.isGuest() ? marks.isBarred(id, person) : adminBans.isBanned(person);
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
        List<SessionRow> rows = db.sql("SELECT " + SessionRow.COLUMNS
                        + " FROM session_view WHERE host_id = :host AND state IN ('STARTING', 'LIVE', 'ENDING')"
                        + " ORDER BY id DESC LIMIT 1")
                .param("host", host.value())
                .query(SessionRow::read)
                .list();
        return views(rows).stream().findFirst();
    }

    /** Returns what somebody has scheduled and not begun, the soonest first, up to {@code limit} after the cursor. */
    List<SessionView> scheduled(UserId host, @Nullable Place cursor, int limit) {
        List<SessionRow> rows = db.sql("SELECT " + SessionRow.COLUMNS + """
                 FROM session_view WHERE host_id = :host AND state = 'PENDING'
                 AND (scheduled_for > :time OR (scheduled_for = :time AND id > :id))
                 ORDER BY scheduled_for, id LIMIT :limit
                """)
                .param("host", host.value())
                .param("time", cursor == null ? Long.MIN_VALUE : cursor.rank())
                .param("id", cursor == null ? "" : cursor.id())
                .param("limit", limit)
                .query(SessionRow::read)
                .list();
        return views(rows);
    }

    /**
     * Returns the person's past sessions, hosted, taken part in or watched, the latest first, up to {@code limit} before the
     * cursor; not private ones that they were put out of.
     */
    List<PastSession> past(UserId user, @Nullable SessionId before, int limit) {
        List<SessionRow> rows = db.sql(
                        "SELECT " + SessionRow.COLUMNS + PAST + " AND id < :before ORDER BY id DESC LIMIT :limit")
                .param("user", user.value())
                .param("before", before == null ? Paging.AFTER_EVERY_ID : before.value())
                .param("limit", limit)
                .query(SessionRow::read)
                .list();
        return views(rows).stream().map(view -> past(view, user)).toList();
    }

    /** Returns one of them. */
    Optional<PastSession> past(UserId user, SessionId session) {
        List<SessionRow> rows = db.sql("SELECT " + SessionRow.COLUMNS + PAST + " AND id = :session")
                .param("user", user.value())
                .param("session", session.value())
                .query(SessionRow::read)
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

    /** Opens the words and joins the names in, in the same order. */
    List<SessionView> views(List<SessionRow> rows) {
        personalText.fetchKeys(SessionRow.authors(rows));
        Map<SessionId, List<UserId>> guests = stage.guests(rows.stream()
                .filter(row -> !row.state().isOver())
                .map(SessionRow::id)
                .toList());
        Stream<UserId> hosts = rows.stream().map(SessionRow::host);
        Map<UserId, Person> named =
                people.named(Stream.concat(hosts, guests.values().stream().flatMap(List::stream))
                        .toList());
        return rows.stream()
                .map(row -> row.view(named, guests.getOrDefault(row.id(), List.of()), personalText))
                .toList();
    }

    private Optional<SessionRow> row(SessionId id) {
        return db.sql("SELECT " + SessionRow.COLUMNS + " FROM session_view WHERE id = :id")
                .param("id", id.value())
                .query(SessionRow::read)
                .optional();
    }
}
