package live.griot.app.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.app.support.ApiClient;
import live.griot.app.support.GriotProcess;
import tools.jackson.databind.JsonNode;

/**
 * Measures what a long log costs: the start, the memory, the first command, the front page, and how fast projections are built of it while others
 * are served. The packaged program runs as a process on H2; one session's whole life, with a chat of 480 messages, is copied until the log is as long as
 * wished. Speaks to loopback only.
 *
 * <p>Arguments: {@code <events>}, a million unless told.
 */
public final class Growth {
    private static final int MAX_EVENTS = 5_000_000;
    private static final int MESSAGES = 480;
    private static final int BATCH = 2_000;
    private static final int TIMES = 20;
    private static final int ARRIVALS = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration PACE = Duration.ofMillis(250);

    private static final Pattern ULID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");
    /** The digits of an ULID that tell one copy from another: the first of its random part. */
    private static final int COPY_AT = 10;

    private static final String[] GENEROUS = {
        "--griot.chat.burst=1000000", "--griot.chat.interval=PT0.001S", "--griot.session.host-grace=PT1H"
    };
    private final Path data;

    private Growth(Path data) {
        this.data = data;
    }

    /** A row of the log. */
    private record Event(
            String aggregate,
            long sequence,
            String type,
            String id,
            String metaData,
            String payload,
            String revision,
            String payloadType,
            String time) {}

    /** Runs one measurement. */
    public static void main(String[] arguments) throws Exception {
        int events = Math.clamp(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000, 1_000, MAX_EVENTS);
        Path directory = Files.createTempDirectory("griot-growth");
        try (Cleanup _ = new Cleanup(directory)) {
            new Growth(directory.resolve("data")).measure(events);
        }
    }

    private void measure(int events) throws Exception {
        String session;
        try (GriotProcess griot = GriotProcess.asInTheReadme(data, GENEROUS)) {
            session = aLife(new ApiClient(griot.address()).register("awa"));
            await("the projections").atMost(LONGEST).until(() -> furthestBehind(griot) == 0);
            griot.stop();
        }
        start("Of one session", false);
        long began = System.nanoTime();
        copy(session, events);
        System.out.printf("Copied in %d s%n", secondsSince(began));
        start("At first with %,d events".formatted(events), true);
        start("Again with %,d events".formatted(events), false);
        replay("chat");
        arrivals();
    }

    /** Measures what a command to a session costs that many came to by a link: each of them is an event of it. */
    private void arrivals() throws Exception {
        String session;
        String visitor;
        try (GriotProcess griot = GriotProcess.asInTheReadme(data, GENEROUS)) {
            ApiClient awa = new ApiClient(griot.address()).login("awa");
            session = awa.post("/api/sessions", Map.of("title", "Well visited", "visibility", "PRIVATE"))
                    .at("/id");
            String link = awa.post("/api/sessions/" + session + "/links", Map.of("role", "VIEWER"))
                    .at("/code");
            ApiClient ben = new ApiClient(griot.address()).register("ben");
            ben.post("/api/sessions/" + session + "/join", Map.of("link", link));
            visitor = ben.userId();
            griot.stop();
        }
        arrive(session, visitor);
        try (GriotProcess griot = GriotProcess.asInTheReadme(data, GENEROUS)) {
            ApiClient awa = new ApiClient(griot.address()).login("awa");
            Runnable rename = () -> awa.patch("/api/sessions/" + session, Map.of("title", "Renamed"));
            long first = millis(rename);
            await("a snapshot").atMost(LONGEST).until(() -> millis(rename) < first / 2);
            System.out.printf(
                    "A session that %,d came to by a link: its first command %d ms, one after that %d ms%n",
                    ARRIVALS, first, median(rename));
            griot.stop();
        }
    }

    private void arrive(String session, String visitor) throws SQLException {
        try (Connection database = open();
                PreparedStatement insert = insertion(database)) {
            database.setAutoCommit(false);
            Event arrival = read(database).stream()
                    .filter(event -> event.aggregate().equals(session))
                    .filter(event -> event.payloadType().equals("door.link-used"))
                    .findFirst()
                    .orElseThrow();
            for (int i = 1; i <= ARRIVALS; i++) {
                String person = visitor.substring(0, COPY_AT) + "%05d".formatted(i) + visitor.substring(COPY_AT + 5);
                add(
                        insert,
                        arrival,
                        session,
                        arrival.sequence() + i,
                        i,
                        arrival.payload().replace(visitor, person));
            }
            insert.executeBatch();
            database.commit();
        }
    }

    /** Plays one session, and returns its id. */
    private static String aLife(ApiClient host) {
        String id = host.createSession("A life");
        host.post("/api/sessions/" + id + "/start");
        for (int i = 0; i < MESSAGES; i++) {
            host.post("/api/sessions/" + id + "/messages", Map.of("content", "What was said as number " + i));
        }
        host.post("/api/sessions/" + id + "/end");
        return id;
    }

    private void start(String what, boolean behind) throws Exception {
        long began = System.nanoTime();
        try (GriotProcess griot = GriotProcess.asInTheReadme(data, GENEROUS)) {
            long startMillis = millisSince(began);
            ApiClient awa = new ApiClient(griot.address()).login("awa");
            long command = millis(() -> awa.createSession("The first command"));
            long again = median(() -> awa.createSession("One more"));
            long front = median(() -> awa.get("/api/sessions"));
            long history = median(() -> awa.get("/api/sessions/history"));
            System.out.printf(
                    "%s: start %d ms, first command %d ms, a command %d ms, front page %d ms, history %d ms, resident %s%n",
                    what, startMillis, command, again, front, history, resident(griot));
            if (behind) {
                follow(griot, awa, "The projections catch up");
            }
            griot.stop();
        }
    }

    private void replay(String projection) throws Exception {
        try (GriotProcess griot = GriotProcess.asInTheReadme(data, GENEROUS)) {
            ApiClient awa = new ApiClient(griot.address()).login("awa");
            operator(griot).post("/actuator/replay/" + projection);
            follow(griot, awa, "Replay of " + projection);
            griot.stop();
        }
    }

    /** Waits until all projections have come to the log's end, and tells how fast, and how others were served meanwhile. */
    private static void follow(GriotProcess griot, ApiClient awa, String what) throws IOException {
        List<Long> commands = new ArrayList<>();
        List<Long> pages = new ArrayList<>();
        long began = System.nanoTime();
        long first = furthestBehind(griot);
        await("the projections")
                .pollDelay(Duration.ZERO)
                .pollInterval(PACE)
                .atMost(LONGEST)
                .until(() -> {
                    commands.add(millis(() -> awa.createSession("Meanwhile")));
                    pages.add(millis(() -> awa.get("/api/sessions")));
                    return furthestBehind(griot) == 0;
                });
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s: %,d events in %.1f s, %,.0f a second; meanwhile a command took %s ms, the front page %s ms; resident %s%n",
                what, first, seconds, first / seconds, spread(commands), spread(pages), resident(griot));
    }

    private static String spread(List<Long> millis) {
        long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0
                ? "-"
                : "%d (p50) %d (most)".formatted(sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    private static ApiClient operator(GriotProcess griot) {
        return new ApiClient(URI.create("http://localhost:" + griot.operatorsPort()));
    }

    private static long furthestBehind(GriotProcess griot) {
        long most = 0;
        for (JsonNode projection : operator(griot)
                .get("/actuator/replay")
                .json()
                .path("projections")
                .values()) {
            most = Math.max(
                    most,
                    projection.path("target").asLong()
                            - projection.path("position").asLong());
        }
        return most;
    }

    private static long median(Runnable call) {
        return Arrays.stream(new long[TIMES]).map(none -> millis(call)).sorted().toArray()[TIMES / 2];
    }

    private static long millis(Runnable call) {
        long began = System.nanoTime();
        call.run();
        return millisSince(began);
    }

    private static long millisSince(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static long secondsSince(long began) {
        return millisSince(began) / 1_000;
    }

    private static String resident(GriotProcess griot) throws IOException {
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(griot.pid()))).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .map(line -> line.replaceAll("\\D", ""))
                .map(kilobytes -> Long.parseLong(kilobytes) / 1024 + " MB")
                .findFirst()
                .orElse("?");
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:"
                + data.resolve("griot").toAbsolutePath() + ";MODE=MySQL;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
    }

    private void copy(String session, int events) throws SQLException {
        try (Connection database = open();
                PreparedStatement insert = insertion(database)) {
            database.setAutoCommit(false);
            List<Event> life = read(database).stream()
                    .filter(event -> event.aggregate().contains(session)
                            || event.payload().contains(session))
                    .toList();
            Set<String> people = people(database);
            int written = 0;
            for (int copy = 1; written < events; copy++) {
                for (Event event : life) {
                    String aggregate = inCopy(event.aggregate(), copy, people);
                    add(insert, event, aggregate, event.sequence(), copy, inCopy(event.payload(), copy, people));
                    if (++written % BATCH == 0) {
                        insert.executeBatch();
                        database.commit();
                    }
                }
            }
            insert.executeBatch();
            database.commit();
        }
    }

    private static PreparedStatement insertion(Connection database) throws SQLException {
        return database.prepareStatement("""
                INSERT INTO DomainEventEntry (aggregateIdentifier, sequenceNumber, type, eventIdentifier, metaData, payload,
                  payloadRevision, payloadType, timeStamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    private static List<Event> read(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT aggregateIdentifier, sequenceNumber, type, eventIdentifier, metaData, payload, payloadRevision, payloadType,
                          timeStamp FROM DomainEventEntry ORDER BY globalIndex DESC LIMIT 2000""")) {
            List<Event> events = new ArrayList<>();
            while (row.next()) {
                events.addFirst(new Event(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        new String(row.getBytes(5), StandardCharsets.UTF_8),
                        new String(row.getBytes(6), StandardCharsets.UTF_8),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)));
            }
            return events;
        }
    }

    private static Set<String> people(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM account")) {
            Set<String> people = new HashSet<>();
            while (row.next()) {
                people.add(row.getString(1));
            }
            return people;
        }
    }

    private static void add(
            PreparedStatement insert, Event event, String aggregate, long sequence, int copy, String payload)
            throws SQLException {
        insert.setString(1, aggregate);
        insert.setLong(2, sequence);
        insert.setString(3, event.type());
        insert.setString(4, event.id() + "-" + copy);
        insert.setBytes(5, event.metaData().getBytes(StandardCharsets.UTF_8));
        insert.setBytes(6, payload.getBytes(StandardCharsets.UTF_8));
        insert.setString(7, event.revision());
        insert.setString(8, event.payloadType());
        insert.setString(9, event.time());
        insert.addBatch();
    }

    /** Gives every id another one, but those of people. */
    private static String inCopy(String text, int copy, Set<String> people) {
        return ULID.matcher(text)
                .replaceAll(id -> Matcher.quoteReplacement(
                        people.contains(id.group())
                                ? id.group()
                                : id.group().substring(0, COPY_AT)
                                        + "%05d".formatted(copy)
                                        + id.group().substring(COPY_AT + 5)));
    }
}
