package live.griot.app.replay;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every table of the schema but those that are known not to be made of events: a new table has to be one or the other. */
final class ProjectedTables {
    /** The log itself, what people told about themselves, and what is still to be done. */
    private static final Set<String> NOT_REBUILT = Set.of(
            "domainevententry",
            "snapshotevententry",
            "tokenentry",
            "flyway_schema_history",
            "scheduled_tasks",
            "session_preview", // a passing picture
            "open_invitation", // of a reaction, which is never replayed
            "account",
            "sign_in",
            "ended_sign_in",
            "guest_person",
            "visit_browser",
            "visit_network", // gone after an hour, and no event tells of networks
            "ban_browser",
            "ban_network",
            "personal_key",
            "avatar",
            "recording_caption",
            "signing_key",
            "suspension",
            "admin_ban",
            "reset_code",
            "linked_identity",
            "passkey",
            "audit",
            "registration_invitation",
            "freed_handle",
            "recording_in_bucket", // of what is elsewhere
            "node_lease",
            "session_home", // of what runs now
            "recording_job"); // asked for by people

    /** Answers that are kept for a while for who asks twice. */
    private static final String NOT_REBUILT_EITHER = "idempotency";

    private final JdbcClient db;

    ProjectedTables(JdbcClient db) {
        this.db = db;
    }

    List<String> names() {
        return db
                .sql("SELECT table_name FROM INFORMATION_SCHEMA.TABLES WHERE table_schema = SCHEMA()")
                .query((row, index) -> row.getString(1).toLowerCase(Locale.ROOT))
                .list()
                .stream()
                .filter(name -> !NOT_REBUILT.contains(name) && !name.startsWith(NOT_REBUILT_EITHER))
                .sorted()
                .toList();
    }

    /** Returns the tables in which the past left nothing: comparing them would say nothing. */
    List<String> withoutRows() {
        return names().stream()
                .filter(table -> db.sql("SELECT COUNT(*) FROM " + table)
                                .query(Long.class)
                                .single()
                        == 0)
                .toList();
    }

    /** Returns every row of every table with every column, as text, in an order that depends on nothing but the content. */
    String dump() {
        return names().stream().map(this::dump).collect(Collectors.joining());
    }

    void empty() {
        names().forEach(table -> db.sql("DELETE FROM " + table).update());
    }

    private String dump(String table) {
        return db.sql("SELECT * FROM " + table).query().listOfRows().stream()
                .map(row -> {
                    TreeMap<String, Object> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                    row.forEach((column, value) -> columns.put(column, value == null ? "NULL" : value));
                    return table + columns + "\n";
                })
                .sorted()
                .collect(Collectors.joining());
    }
}
