package live.griot.query.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import live.griot.api.Place;
import live.griot.api.admin.AdminBans;
import live.griot.api.guest.BanMarks;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.LinkId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.identity.Ticket;
import live.griot.api.recording.SessionRecordings;
import live.griot.api.session.Role;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionView;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.stage.ParticipantView;
import live.griot.query.attendance.AttendanceReader;
import live.griot.query.stage.AdmissionReader;
import live.griot.query.stage.StageReader;
import live.griot.query.stage.StageReader.Claim;
import live.griot.query.table.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads {@code session_view} and joins people's names in. Thread-safe. */
@Component
class SessionReader implements Sessions {
    /** Sessions that are not over and in which somebody has a part. */
    private static final String OPEN = """
            SELECT id FROM session_view WHERE open_host = :user
            UNION SELECT session_id FROM participant_view WHERE open_part_of = :user""";

    private final JdbcClient db;
    private final People people;
    private final PersonalText personalText;
    private final PastSessions pasts;
    private final StageReader stage;
    private final AdmissionReader admission;
    private final AttendanceReader attendances;
    private final BanMarks marks;
    private final AdminBans adminBans;
    private final SessionRecordings recordings;

    SessionReader(
            JdbcClient db,
            People people,
            PersonalText personalText,
            PastSessions pasts,
            StageReader stage,
            AdmissionReader admission,
            AttendanceReader attendances,
            BanMarks marks,
            AdminBans adminBans,
            SessionRecordings recordings) {
        this.db = db;
        this.people = people;
        this.personalText = personalText;
        this.pasts = pasts;
        this.stage = stage;
        this.admission = admission;
        this.attendances = attendances;
        this.marks = marks;
        this.adminBans = adminBans;
        this.recordings = recordings;
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
    public List<SessionView> views(Collection<SessionId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return views(db.sql("SELECT " + SessionRow.COLUMNS + " FROM session_view WHERE id IN (:ids)")
                .param("ids", ids.stream().map(SessionId::value).toList())
                .query(SessionRow::read)
                .list());
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
        return open(person, " AND on_stage = TRUE");
    }

    @Override
    public List<SessionFacts> presentIn(UserId person) {
        return open(person, " UNION SELECT session_id FROM attendance_view WHERE present_person = :user");
    }

    private List<SessionFacts> open(UserId person, String restOfTheirs) {
        List<String> ids = db.sql(OPEN + restOfTheirs)
                .param("user", person.value())
                .query((row, index) -> row.getString("id"))
                .list();
        return ids.isEmpty()
                ? List.of()
                : db
                        .sql("SELECT " + SessionRow.COLUMNS
                                + " FROM session_view WHERE id IN (:ids) AND state IN ('PENDING', 'STARTING', 'LIVE')")
                        .param("ids", ids)
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
        return Optional.ofNullable(standings(id, Collections.singleton(person)).get(person));
    }

    @Override
    public Map<@Nullable UserId, Standing> standings(SessionId id, Collection<@Nullable UserId> people) {
        Map<@Nullable UserId, Standing> standings = new HashMap<>();
        find(id).ifPresent(session -> {
            Set<UserId> known = people.stream().filter(Objects::nonNull).collect(Collectors.toSet());
            Set<UserId> banned = bannedBesides(id, known);
            stage.standings(known.stream()
                            .map(person -> new Claim(session, person))
                            .toList())
                    .forEach((claim, standing) -> standings.put(
                            claim.person(), banned.contains(claim.person()) ? standing.butBanned() : standing));
            if (people.contains(null)) {
                standings.put(null, stage.standing(session, null));
            }
        });
        return standings;
    }

    /** Bans that are not of this session, or that hold against another name, are asked for here alone. */
    private Set<UserId> bannedBesides(SessionId id, Set<UserId> people) {
        Map<Boolean, List<UserId>> guests = people.stream().collect(Collectors.partitioningBy(UserId::isGuest));
        Set<UserId> banned = new HashSet<>(marks.barred(id, Objects.requireNonNull(guests.get(true))));
        banned.addAll(adminBans.among(Objects.requireNonNull(guests.get(false))));
        return banned;
    }

    @Override
    public Map<SessionId, Standing> standings(Collection<SessionId> ids, UserId person) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<Claim> claims = db
                .sql("SELECT " + SessionRow.COLUMNS + " FROM session_view WHERE id IN (:ids)")
                .param("ids", ids.stream().map(SessionId::value).toList())
                .query(SessionRow::read)
                .list()
                .stream()
                .map(row -> new Claim(row.facts(), person))
                .toList();
        boolean banned = !person.isGuest() && adminBans.isBanned(person);
        Map<SessionId, Standing> standings = new HashMap<>();
        stage.standings(claims).forEach((claim, standing) -> {
            SessionId id = claim.session().id();
            boolean out = banned || (person.isGuest() && marks.isBarred(id, person));
            standings.put(id, out ? standing.butBanned() : standing);
        });
        return standings;
    }

    @Override
    public Optional<Standing> standing(Ticket ticket) {
        LinkId link = ticket.link();
        return standing(ticket.session(), ticket.user())
                .map(known -> link != null
                                && !admission
                                        .standing(List.of(link), ticket.session())
                                        .isEmpty()
                        ? known.butAdmitted()
                        : known);
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
                        + " FROM session_view WHERE open_host = :host AND state <> 'PENDING'"
                        + " ORDER BY open_host DESC, id DESC LIMIT 1")
                .param("host", host.value())
                .query(SessionRow::read)
                .list();
        return views(rows).stream().findFirst();
    }

    /** Returns what somebody has scheduled and not begun, the soonest first, up to {@code limit} after the cursor. */
    List<SessionView> scheduled(UserId host, @Nullable Place cursor, int limit) {
        List<SessionRow> rows = db.sql("SELECT " + SessionRow.COLUMNS + """
                 FROM session_view WHERE host_id = :host AND state = 'PENDING'
                 AND scheduled_for >= :time AND (scheduled_for > :time OR id > :id)
                 ORDER BY host_id, state, scheduled_for, id LIMIT :limit
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
        List<SessionId> ids = pasts.of(user, before == null ? Paging.AFTER_EVERY_ID : before.value(), limit);
        return past(user, ids);
    }

    /** Returns one of them. */
    Optional<PastSession> past(UserId user, SessionId session) {
        return pasts.isOne(user, session)
                ? past(user, List.of(session)).stream().findFirst()
                : Optional.empty();
    }

    /** In the same order. */
    private List<PastSession> past(UserId user, List<SessionId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<SessionRow> rows = db.sql(
                        "SELECT " + SessionRow.COLUMNS + " FROM session_view WHERE id IN (:ids) ORDER BY id DESC")
                .param("ids", ids.stream().map(SessionId::value).toList())
                .query(SessionRow::read)
                .list();
        Map<SessionId, List<StageReader.Cast>> casts = stage.casts(ids);
        Map<SessionId, AttendanceReader.Watched> watched = attendances.watched(ids, Instant.EPOCH);
        Map<SessionId, Standing> standings = standings(ids, user);
        return views(rows).stream()
                .map(view -> {
                    List<StageReader.Cast> cast = casts.getOrDefault(view.id(), List.of());
                    Role role = cast.stream()
                            .filter(one -> one.user().id().equals(user))
                            .map(StageReader.Cast::role)
                            .findFirst()
                            .orElseGet(() -> Objects.requireNonNull(standings.get(view.id()))
                                    .role());
                    long viewers =
                            Objects.requireNonNull(watched.get(view.id())).viewers();
                    return new PastSession(view, role, lasted(view), cast, viewers);
                })
                .toList();
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
        List<SessionId> ids = rows.stream().map(SessionRow::id).toList();
        Map<SessionId, RecordingId> playable = recordings.playable(ids);
        Set<SessionId> recorded = recordings.recorded(ids);
        return rows.stream()
                .map(row -> row.view(
                        named,
                        guests.getOrDefault(row.id(), List.of()),
                        playable.get(row.id()),
                        recorded.contains(row.id()),
                        personalText))
                .toList();
    }

    private Optional<SessionRow> row(SessionId id) {
        return db.sql("SELECT " + SessionRow.COLUMNS + " FROM session_view WHERE id = :id")
                .param("id", id.value())
                .query(SessionRow::read)
                .optional();
    }
}
