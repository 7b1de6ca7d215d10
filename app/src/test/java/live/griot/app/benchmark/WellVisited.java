package live.griot.app.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import live.griot.app.support.ApiClient;
import live.griot.app.support.GriotProcess;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a command to a session costs into which ten thousand came by a link: by one that any number may use, by one that is good for so
 * many, and beside them one into which nobody came. The packaged program runs as a process on H2; two people come by each link, and the second one's event is copied. Speaks to
 * loopback only.
 *
 * <p>Arguments: {@code <people>}, 10,000 unless told.
 */
public final class WellVisited {
    private static final int TIMES = 200;
    private static final int LAST = 50;
    private static final int MOST = 99_999;

    private final Path data;
    private final int people;
    private final Map<String, String> sessions = new HashMap<>();

    private WellVisited(Path data, int people) {
        this.data = data;
        this.people = people;
    }

    /** Runs one measurement. */
    public static void main(String[] arguments) throws Exception {
        int people = Math.clamp(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000, 1, MOST);
        Path directory = Files.createTempDirectory("griot-well-visited");
        try (Cleanup _ = new Cleanup(directory)) {
            new WellVisited(directory.resolve("data"), people).measure();
        }
    }

    private void measure() throws Exception {
        try (GriotProcess griot = GriotProcess.asInTheReadme(data)) {
            ApiClient awa = new ApiClient(griot.address()).register("awa");
            ApiClient ben = new ApiClient(griot.address()).register("ben");
            begin(awa, ben, "nobody came", null);
            begin(awa, ben, "all came by an endless link", Map.of("role", "VIEWER"));
            begin(awa, ben, "all came by a counted link", Map.of("role", "VIEWER", "maxUses", 10_000));
            String visitor = ben.userId();
            griot.stop();
            come(visitor);
        }
        try (GriotProcess griot = GriotProcess.asInTheReadme(data)) {
            ApiClient awa = new ApiClient(griot.address()).login("awa");
            for (String what :
                    new String[] {"nobody came", "all came by an endless link", "all came by a counted link"}) {
                measure(griot, awa, what);
            }
            griot.stop();
        }
    }

    private void begin(ApiClient host, ApiClient visitor, String what, @Nullable Map<String, ?> link) {
        String session = host.post("/api/sessions", Map.of("title", "Well visited", "visibility", "PRIVATE"))
                .at("/id");
        sessions.put(what, session);
        if (link != null) {
            String code = host.post("/api/sessions/" + session + "/links", link).at("/code");
            visitor.post("/api/sessions/" + session + "/join", Map.of("link", code));
        }
    }

    /** Lets others come as that visitor did; who has a stream of their own has one there too. */
    private void come(String visitor) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:h2:file:"
                        + data.resolve("griot").toAbsolutePath() + ";MODE=MySQL;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
                PreparedStatement insert = database.prepareStatement("""
                        INSERT INTO DomainEventEntry (aggregateIdentifier, sequenceNumber, type, eventIdentifier, metaData, payload,
                          payloadRevision, payloadType, timeStamp)
                        SELECT REPLACE(aggregateIdentifier, ?1, CONCAT(SUBSTRING(?1, 1, 21), LPAD(CAST(x AS VARCHAR), 5, '0'))),
                          CASE WHEN aggregateIdentifier LIKE '%+%' THEN sequenceNumber ELSE sequenceNumber + x END, type,
                          CONCAT(eventIdentifier, x), metaData,
                          STRINGTOUTF8(REPLACE(UTF8TOSTRING(payload), ?1, CONCAT(SUBSTRING(?1, 1, 21), LPAD(CAST(x AS VARCHAR), 5, '0')))),
                          payloadRevision, payloadType, timeStamp
                        FROM DomainEventEntry, SYSTEM_RANGE(1, ?2) WHERE payloadType = 'door.link-used' ORDER BY x""")) {
            insert.setString(1, visitor);
            insert.setInt(2, people - 1);
            insert.executeUpdate();
        }
    }

    private void measure(GriotProcess griot, ApiClient awa, String what) throws IOException {
        String address = "/api/sessions/" + sessions.get(what);
        long first = micros(() -> awa.patch(address, Map.of("title", "The first title")));
        IntStream.range(0, TIMES).forEach(i -> awa.patch(address, Map.of("title", "Title " + i)));
        double before = seconds(griot);
        long[] calls = IntStream.range(0, LAST)
                .mapToLong(i -> micros(() -> awa.patch(address, Map.of("title", "A later title " + i))))
                .sorted()
                .toArray();
        System.out.printf(
                "Where %s: the first command %.1f ms; after %d, call %.1f ms (p50), its command %.1f ms (mean, until it can be read)%n",
                what, first / 1_000.0, TIMES, calls[LAST / 2] / 1_000.0, (seconds(griot) - before) * 1_000 / LAST);
    }

    /** Returns how long all commands together took that edit a session, until what they stored could be read. */
    private static double seconds(GriotProcess griot) {
        return new ApiClient(URI.create("http://localhost:" + griot.operatorsPort()))
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith("griot_command_seconds_sum") && line.contains("\"EditSession\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long micros(Runnable call) {
        long began = System.nanoTime();
        call.run();
        return (System.nanoTime() - began) / 1_000;
    }
}
