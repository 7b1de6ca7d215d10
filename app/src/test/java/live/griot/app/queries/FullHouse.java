package live.griot.app.queries;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills every table of a database: {@link #MANY} sessions, people and messages, and of each thing that can be one person's, or one session's,
 * {@link #OF_ONE}. A table that nobody speaks of here is filled too, so that one added tomorrow is.
 */
final class FullHouse {
    static final int MANY = 100_000;
    static final int OF_ONE = 5_000;

    /** The log and its readers' places, which are the event store's own; what is as much as there are nodes; and the numbers to count by. */
    private static final Set<String> LEFT_ALONE = Set.of(
            "domainevententry",
            "snapshotevententry",
            "tokenentry",
            "flyway_schema_history",
            "signing_key",
            "node_lease",
            "session_home",
            "numbers");

    private static final String LATER = "TIMESTAMP '2037-01-01 00:00:00'";

    private static final String DIGITS =
            "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
                    + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";

    private final JdbcClient db;
    private final boolean embedded;
    private final String host;
    private final String session;
    private final long now;
    private final Map<String, List<Column>> tables;
    private final Set<String> filled = new HashSet<>();

    private record Column(String name, String type, boolean nullable) {}

    /** Of that host, and of that session of theirs, there is much. */
    FullHouse(JdbcClient db, boolean embedded, String host, String session) {
        this.db = db;
        this.embedded = embedded;
        this.host = "'" + host + "'";
        this.session = "'" + session + "'";
        this.now = Instant.EPOCH.until(Instant.now(), ChronoUnit.MICROS);
        this.tables = columns(db);
    }

    private static Map<String, List<Column>> columns(JdbcClient db) {
        return db
                .sql("SELECT table_name, column_name, data_type, is_nullable FROM INFORMATION_SCHEMA.COLUMNS"
                        + " WHERE table_schema = SCHEMA() ORDER BY table_name, ordinal_position")
                .query((row, index) -> Map.entry(
                        row.getString(1).toLowerCase(Locale.ROOT),
                        new Column(
                                row.getString(2).toLowerCase(Locale.ROOT),
                                row.getString(3).toLowerCase(Locale.ROOT),
                                row.getString(4).equals("YES"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Fills them and lets the database look at what is there now. */
    void fill() {
        numbers();
        people();
        sessions();
        chat();
        doors();
        recordings();
        tables.keySet().stream()
                .filter(table -> !LEFT_ALONE.contains(table) && !filled.contains(table))
                .toList()
                .forEach(table -> rows(table, 1, OF_ONE, Map.of()));
        analyse();
    }

    /** 1 to {@link #MANY}, with the ids that go by a number. */
    private void numbers() {
        db.sql(
                        "CREATE TABLE numbers (n BIGINT NOT NULL PRIMARY KEY, s VARCHAR(26), p VARCHAR(26), m VARCHAR(26), g VARCHAR(27))")
                .update();
        db.sql(
                        "INSERT INTO numbers (n) SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d FROM %1$s a, %1$s b, %1$s c, %1$s e, %1$s f"
                                .formatted(DIGITS))
                .update();
        db.sql("UPDATE numbers SET s = %s, p = %s, m = %s, g = %s"
                        .formatted(id("01S"), id("01P"), id("01M"), id("G012")))
                .update();
    }

    private static String id(String begins) {
        return "CONCAT('%s', LPAD(CONCAT('', n), 23, '0'))".formatted(begins);
    }

    private void people() {
        rows("account", 1, MANY, Map.of("id", "p", "changed_at", "n"));
        rows(
                "sign_in",
                1,
                OF_ONE,
                Map.of(
                        "account_id",
                        "CASE WHEN n <= 20 THEN %s ELSE p END".formatted(host),
                        "expires_at",
                        "" + Long.MAX_VALUE));
        rows("audit", 1, OF_ONE, Map.of("id", "m", "person_id", host, "kind", "'LOG_IN'"));
        rows(
                "audit",
                OF_ONE + 1,
                2 * OF_ONE,
                Map.of("id", "m", "person_id", "p", "actor_id", host, "kind", "'ADMIN_ACT'"));
        rows("audit", 2 * OF_ONE + 1, 4 * OF_ONE, Map.of("id", "m", "person_id", "p", "kind", "'LOG_IN_FAILED'"));
        rows("suspension", MANY - OF_ONE + 1, MANY, Map.of("account_id", "p", "admin_id", host, "since", "n"));
        rows("admin_ban", MANY - OF_ONE + 1, MANY, Map.of("account_id", "p", "admin_id", host, "since", "n"));
        rows(
                "registration_invitation",
                1,
                990,
                Map.of("id", "m", "admin_id", host, "expires_at", "" + Long.MAX_VALUE, "uses_left", "1"));
    }

    private void sessions() {
        Map<String, String> session = new HashMap<>(Map.of(
                "id", "s",
                "host_id", "CASE WHEN n <= %d THEN %s ELSE p END".formatted(OF_ONE, host),
                "title_by", "p",
                "title_text", "'Tales'",
                "description_by", "p",
                "description_text", "''",
                "type", "'VIDEO'",
                "visibility", "CASE WHEN MOD(n, 4) = 0 THEN 'PRIVATE' ELSE 'PUBLIC' END",
                "state",
                        "CASE MOD(n, 100) WHEN 1 THEN 'LIVE' WHEN 5 THEN 'CANCELLED' ELSE CASE MOD(n, 10) WHEN 2 THEN 'PENDING' ELSE 'ENDED' END END",
                "viewer_count", "MOD(n, 1000)"));
        session.put("peak_viewer_count", "MOD(n, 1000)");
        session.put("created_at", "n");
        session.put(
                "scheduled_for", "CASE WHEN MOD(n, 10) = 2 THEN %d + n ELSE NULL END".formatted(now + 1_000_000_000L));
        rows("session_view", 1, MANY, session);
        rows("session_preview", 1, OF_ONE, Map.of("session_id", "s", "taken_at", "n"));
        rows(
                "participant_view",
                1,
                OF_ONE,
                Map.of(
                        "session_id",
                        "s",
                        "user_id",
                        host,
                        "on_stage",
                        "TRUE",
                        "was_on_stage",
                        "TRUE",
                        "admitted",
                        "TRUE",
                        "seated_at",
                        "n"));
        rows(
                "participant_view",
                OF_ONE + 1,
                4 * OF_ONE,
                Map.of(
                        "session_id",
                        "s",
                        "user_id",
                        "p",
                        "on_stage",
                        "TRUE",
                        "was_on_stage",
                        "TRUE",
                        "admitted",
                        "TRUE",
                        "seated_at",
                        "n"));
        rows(
                "participant_view",
                OF_ONE + 1,
                2 * OF_ONE,
                Map.of("session_id", "s", "user_id", host, "moderator", "TRUE", "admitted", "TRUE"));
        rows(
                "participant_view",
                1,
                OF_ONE,
                Map.of(
                        "session_id",
                        this.session,
                        "user_id",
                        "p",
                        "admitted",
                        "TRUE",
                        "hand_raised_at",
                        "CASE WHEN n <= 50 THEN n ELSE NULL END"));
        rows(
                "attendance_view",
                1,
                OF_ONE,
                Map.of(
                        "id",
                        id("A"),
                        "session_id",
                        this.session,
                        "user_id",
                        "p",
                        "arrived_at",
                        "n",
                        "watching",
                        "MOD(n, 2) = 0",
                        "is_in",
                        "TRUE",
                        "has_watched",
                        "TRUE",
                        "watching_since",
                        "CASE WHEN MOD(n, 2) = 0 THEN n ELSE NULL END"));
        rows(
                "attendance_view",
                1,
                OF_ONE,
                Map.of("id", id("D"), "session_id", this.session, "user_id", "g", "arrived_at", "n", "is_in", "TRUE"));
        rows(
                "attendance_view",
                2 * OF_ONE + 1,
                3 * OF_ONE,
                Map.of("id", id("B"), "session_id", "s", "user_id", host, "has_watched", "TRUE"));
        rows(
                "attendance_view",
                3 * OF_ONE + 1,
                6 * OF_ONE,
                Map.of("id", id("C"), "session_id", "s", "user_id", "p", "has_watched", "TRUE"));
    }

    private void chat() {
        String emoji = "'1f389'";
        rows(
                "chat_message",
                1,
                OF_ONE,
                Map.of("id", "m", "session_id", session, "author_id", "p", "author_role", "'VIEWER'", "sent_at", "n"));
        rows(
                "chat_message",
                OF_ONE + 1,
                MANY,
                Map.of("id", "m", "session_id", "s", "author_id", "p", "author_role", "'VIEWER'", "sent_at", "n"));
        rows("message_reaction", 1, OF_ONE, Map.of("message_id", "m", "emoji", emoji, "user_id", "p"));
        rows("chat_pin", 1, 50, Map.of("session_id", session, "message_id", "m", "place", "n"));
        rows("chat_pin", OF_ONE + 1, 2 * OF_ONE, Map.of("session_id", "s", "message_id", "m", "place", "n"));
        rows("chat_settings", 1, OF_ONE, Map.of("session_id", "s"));
        rows("ended_sign_in", 1, OF_ONE, Map.of("ended_at", "" + now));
        rows("scheduled_tasks", 1, OF_ONE, Map.of("execution_time", LATER));
        rows(
                "chat_silence",
                1,
                200,
                Map.of(
                        "session_id",
                        session,
                        "user_id",
                        "p",
                        "kind",
                        "'MUTE'",
                        "silenced_by",
                        host,
                        "silenced_at",
                        "n"));
        rows(
                "chat_silence",
                201,
                OF_ONE,
                Map.of("session_id", "s", "user_id", "p", "kind", "'MUTE'", "silenced_by", host, "silenced_at", "n"));
        rows("chat_figures", 1, OF_ONE, Map.of("session_id", "s"));
        rows("chat_author", 1, OF_ONE, Map.of("session_id", session, "user_id", "p"));
        rows("chat_author", OF_ONE + 1, 2 * OF_ONE, Map.of("session_id", "s", "user_id", "p"));
        rows("chat_emoji", 1, OF_ONE, Map.of("session_id", "s", "emoji", emoji));
        rows(
                "moderation_log",
                1,
                OF_ONE,
                Map.of(
                        "id",
                        "m",
                        "session_id",
                        session,
                        "logged_at",
                        "n",
                        "done_by",
                        host,
                        "user_id",
                        "p",
                        "action",
                        "'PERSON_MUTED'"));
        rows(
                "moderation_log",
                OF_ONE + 1,
                2 * OF_ONE,
                Map.of(
                        "id",
                        "m",
                        "session_id",
                        "s",
                        "logged_at",
                        "n",
                        "done_by",
                        host,
                        "user_id",
                        "p",
                        "action",
                        "'PERSON_MUTED'"));
        rows(
                "moderation_log_message",
                1,
                OF_ONE,
                Map.of(
                        "entry_id",
                        "m",
                        "message_id",
                        "m",
                        "session_id",
                        session,
                        "author_id",
                        "p",
                        "author_role",
                        "'VIEWER'"));
    }

    /** One of the session, with much beside it, that has the session's id; and many of others. */
    private void recordings() {
        rows(
                "recording",
                1,
                1,
                Map.of(
                        "id",
                        session,
                        "session_id",
                        session,
                        "host_id",
                        host,
                        "visibility",
                        "'PUBLIC'",
                        "state",
                        "'FINISHED'",
                        "opened",
                        "TRUE"));
        rows(
                "recording",
                2,
                OF_ONE,
                Map.of(
                        "id",
                        "m",
                        "session_id",
                        "s",
                        "host_id",
                        host,
                        "visibility",
                        "'PUBLIC'",
                        "state",
                        "'FINISHED'",
                        "opened",
                        "TRUE"));
        rows(
                "recording_clip",
                1,
                OF_ONE,
                Map.of("id", "m", "recording_id", session, "user_id", host, "title_by", host));
        rows("recording_mark", 1, 1_000, Map.of("recording_id", session, "kind", "'HOST'", "user_id", "p"));
        rows("recording_mark", 1_001, OF_ONE, Map.of("recording_id", "m", "kind", "'HOST'", "user_id", "p"));
        rows(
                "recording_job",
                1,
                OF_ONE,
                Map.of(
                        "recording_id",
                        "CASE WHEN n = 1 THEN %s ELSE m END".formatted(session),
                        "kind",
                        "'DOWNLOAD'",
                        "host_id",
                        host,
                        "state",
                        "'READY'"));
        rows(
                "chat_recorded",
                1,
                1,
                Map.of("session_id", session, "recordings", "1", "running", "1", "entries", "" + MANY));
        rows("chat_recorded", 2, OF_ONE, Map.of("session_id", "s"));
        rows(
                "chat_timeline",
                1,
                MANY,
                Map.of(
                        "session_id",
                        session,
                        "happened_at",
                        "n * 1000000",
                        "kind",
                        "CASE WHEN MOD(n, 100) = 0 THEN 'PINNED' ELSE 'MESSAGE' END",
                        "message_id",
                        "CASE WHEN MOD(n, 100) = 0 THEN %s ELSE m END".formatted(id("01M")),
                        "author_id",
                        "p",
                        "author_role",
                        "'VIEWER'",
                        "sealed_content",
                        "'X'"));
        rows("chat_timeline_reaction", 1, MANY, Map.of("message_id", "m", "emoji", "'1f389'", "session_id", session));
        rows("chat_timeline_said", 1, OF_ONE, Map.of("session_id", session));
    }

    private void doors() {
        rows("ban_view", 5 * OF_ONE + 1, 6 * OF_ONE, Map.of("session_id", session, "user_id", "p", "banned_by", host));
        rows("link_view", 1, OF_ONE, Map.of("id", id("L"), "session_id", session));
        String pending = "CASE WHEN n <= 50 THEN 'PENDING' ELSE 'ACCEPTED' END";
        rows(
                "invitation_view",
                1,
                OF_ONE,
                Map.of(
                        "id",
                        "m",
                        "session_id",
                        "s",
                        "inviter_id",
                        "p",
                        "invited_id",
                        host,
                        "state",
                        pending,
                        "sent_at",
                        "n",
                        "expires_at",
                        "" + Long.MAX_VALUE / 2,
                        "sealed_message",
                        "'A word'"));
        rows(
                "invitation_view",
                OF_ONE + 1,
                2 * OF_ONE,
                Map.of("id", "m", "session_id", "s", "inviter_id", host, "invited_id", "p", "state", "'REJECTED'"));
        rows(
                "invitation_view",
                2 * OF_ONE + 1,
                4 * OF_ONE,
                Map.of("id", "m", "session_id", "s", "inviter_id", "p", "invited_id", "p", "state", "'EXPIRED'"));
        rows("open_invitation", 1, OF_ONE, Map.of("session_id", "s"));
        rows("guest_person", 1, OF_ONE, Map.of("id", "g", "session_id", session, "named_at", "" + now));
        rows(
                "visit_browser",
                1,
                OF_ONE,
                Map.of("session_id", session, "person_id", "p", "guest_id", "g", "seen_at", "" + now));
        rows(
                "visit_network",
                1,
                OF_ONE,
                Map.of("session_id", session, "person_id", "p", "network", "MOD(n, 1000)", "seen_at", "" + now));
        rows("ban_browser", 1, OF_ONE, Map.of("session_id", session, "guest_id", "g", "person_id", "p"));
        rows(
                "ban_network",
                1,
                OF_ONE,
                Map.of("session_id", session, "network", "MOD(n, 1000)", "person_id", "p", "banned_at", "" + now));
    }

    /** A row for each number, with what each column is; where it is not said, null if that may be, else what fits its type. */
    private void rows(String table, int from, int to, Map<String, String> values) {
        List<Column> columns = tables.getOrDefault(table, List.of()).stream()
                .filter(column -> values.containsKey(column.name()) || !column.nullable())
                .toList();
        db.sql("INSERT INTO %s (%s) SELECT %s FROM numbers WHERE n BETWEEN %d AND %d"
                        .formatted(
                                table,
                                columns.stream().map(Column::name).collect(Collectors.joining(", ")),
                                columns.stream()
                                        .map(column -> values.getOrDefault(column.name(), usual(column.type())))
                                        .collect(Collectors.joining(", ")),
                                from,
                                to))
                .update();
        filled.add(table);
    }

    private static String usual(String type) {
        return switch (type) {
            case "character varying", "varchar" -> "CONCAT('X', n)";
            case "character large object", "text", "mediumtext", "longtext" -> "'X'";
            case "boolean", "tinyint" -> "FALSE";
            case "binary varying", "varbinary", "binary large object", "longblob" -> "X'00'";
            default -> "n";
        };
    }

    private void analyse() {
        if (embedded) {
            db.sql("ANALYZE").update();
        } else {
            tables.keySet()
                    .forEach(table -> db.sql("ANALYZE TABLE " + table).query().listOfRows());
        }
    }
}
