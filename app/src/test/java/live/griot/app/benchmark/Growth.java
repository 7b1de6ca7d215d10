package live.griot.app.benchmark;

import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.ulid.Ulid;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import live.griot.app.support.ApiClient;
import live.griot.app.support.GriotProcess;
import org.axonframework.common.DateTimeUtils;
import tools.jackson.databind.JsonNode;

/**
 * Measures what a long log costs: the start, the memory, the first command, the front page, and how fast projections are built of it while others
 * are served. The packaged program runs as a process on H2; one session's whole life, with a chat of 480 messages, is copied until the log is as long as
 * wished: a life a minute, the last of them an hour ago, so that ids come in the order of time as they do in a real log, and nothing counts as new.
 * Speaks to loopback only. Ends by itself after ten minutes, and does not begin where the disk has not room enough.
 *
 * <p>Arguments: {@code <events>}, a million unless told.
 */
public final class Growth {
    private static final int MAX_EVENTS = 5_000_000;
    private static final int MESSAGES = 480;
    private static final int BATCH = 2_000;
    private static final int TIMES = 20;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long BYTES_AN_EVENT = 6_000;
    private static final Duration PACE = Duration.ofMillis(250);

    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final Duration BETWEEN_LIVES = Duration.ofMinutes(1);
    /** Longer than what a start hears of again. */
    private static final Duration SINCE_THE_LAST = Duration.ofHours(1);

    private static final int TIME_SHIFT = 16;

    private static final String[] GENEROUS = {
        "--griot.chat.burst=1000000", "--griot.chat.interval=PT0.001S", "--griot.session.host-grace=PT1H"
    };
    private final Path data;

    private final long endsAtNanos = System.nanoTime() + LONGEST.toNanos();

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
            long room = Files.getFileStore(directory).getUsableSpace();
            if (room < events * BYTES_AN_EVENT) {
                throw new IllegalStateException("%,d events need %,d MB in %s, which has %,d"
                        .formatted(events, events * BYTES_AN_EVENT / 1_000_000, directory, room / 1_000_000));
            }
            new Growth(directory.resolve("data")).measure(events);
        }
    }

    private void measure(int events) throws Exception {
        String session;
        try (GriotProcess griot = GriotProcess.asInTheReadme(data, GENEROUS)) {
            session = aLife(new ApiClient(griot.address()).register("awa"));
            await("the projections").atMost(left()).until(() -> furthestBehind(griot) == 0);
            griot.stop();
        }
        start("Of one session", false);
        long began = System.nanoTime();
        copy(session, events);
        System.out.printf("Copied in %d s%n", secondsSince(began));
        start("At first with %,d events".formatted(events), true);
        start("Again with %,d events".formatted(events), false);
        replay("chat");
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
            Cores before = Cores.of(griot.pid());
            ApiClient awa = new ApiClient(griot.address()).login("awa");
            long command = millis(() -> awa.createSession("The first command"));
            long again = median(() -> awa.createSession("One more"));
            long front = median(() -> awa.get("/api/sessions"));
            long history = median(() -> awa.get("/api/sessions/history"));
            System.out.printf(
                    "%s: start %d ms, first command %d ms, a command %d ms, front page %d ms, history %d ms (%s), resident %s%n",
                    what,
                    startMillis,
                    command,
                    again,
                    front,
                    history,
                    Cores.of(griot.pid()).since(before),
                    resident(griot));
            if (behind) {
                follow(griot, awa, "The projections catch up");
            }
            griot.stop();
        }
    }

    private void replay(String projection) throws Exception {
        try (GriotProcess griot = GriotProcess.asInTheReadme(data, GENEROUS)) {
            ApiClient awa = new ApiClient(griot.address()).login("awa");
            long began = System.nanoTime();
            CompletableFuture<Void> emptied = CompletableFuture.runAsync(() -> empty(griot, projection));
            String served = servedUntil(awa, emptied::isDone);
            emptied.join();
            System.out.printf("Emptying %s took %d ms; %s%n", projection, millisSince(began), served);
            follow(griot, awa, "Replay of " + projection);
            griot.stop();
        }
    }

    /** The answer comes when the tables are empty, which takes longer than a client would wait. */
    private void empty(GriotProcess griot, String projection) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://localhost:%d/actuator/replay/%s".formatted(griot.operatorsPort(), projection)))
                .timeout(left())
                .POST(BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException("The replay was answered " + status);
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Waits until all projections have come to the log's end, and tells how fast, and how others were served meanwhile. */
    private void follow(GriotProcess griot, ApiClient awa, String what) throws IOException {
        Cores before = Cores.of(griot.pid());
        long began = System.nanoTime();
        long first = furthestBehind(griot);
        String served = servedUntil(awa, () -> furthestBehind(griot) == 0);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s: %,d events in %.1f s, %,.0f a second (%s); %s; resident %s%n",
                what, first, seconds, first / seconds, Cores.of(griot.pid()).since(before), served, resident(griot));
    }

    /** Lets somebody act and look until it is over, and tells how long that took them. */
    private String servedUntil(ApiClient awa, Callable<Boolean> isOver) {
        List<Long> commands = new ArrayList<>();
        List<Long> pages = new ArrayList<>();
        await("the end")
                .pollDelay(Duration.ZERO)
                .pollInterval(PACE)
                .atMost(left())
                .until(() -> {
                    commands.add(millis(() -> awa.createSession("Meanwhile")));
                    pages.add(millis(() -> awa.get("/api/sessions")));
                    return isOver.call();
                });
        return "meanwhile a command took %s ms, the front page %s ms".formatted(spread(commands), spread(pages));
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

    /** Returns how long this may still go on. */
    private Duration left() {
        long nanos = endsAtNanos - System.nanoTime();
        if (nanos <= 0) {
            throw new IllegalStateException("It takes longer than " + LONGEST);
        }
        return Duration.ofNanos(nanos);
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
            List<Event> log = read(database);
            List<Event> life = log.stream()
                    .filter(event -> event.aggregate().contains(session)
                            || event.payload().contains(session))
                    .toList();
            Set<String> people = people(database);
            int copies = Math.ceilDiv(events, life.size());
            setBack(database, log, ago(copies + 1));
            int written = 0;
            for (int copy = 1; copy <= copies; copy++) {
                Duration ago = ago(copies + 1 - copy);
                for (Event event : life) {
                    String aggregate = inCopy(event.aggregate(), ago, people);
                    String payload = inCopy(event.payload(), ago, people);
                    add(insert, event, aggregate, event.sequence(), copy, payload, earlier(event.time(), ago));
                    if (++written % BATCH == 0) {
                        insert.executeBatch();
                        database.commit();
                        left();
                    }
                }
            }
            insert.executeBatch();
            database.commit();
        }
    }

    private static Duration ago(int lives) {
        return SINCE_THE_LAST.plus(BETWEEN_LIVES.multipliedBy(lives));
    }

    /** What was played for the copies was stored before them, so it has to have happened before them. */
    private static void setBack(Connection database, List<Event> log, Duration ago) throws SQLException {
        try (PreparedStatement update =
                database.prepareStatement("UPDATE DomainEventEntry SET timeStamp = ? WHERE eventIdentifier = ?")) {
            for (Event event : log) {
                update.setString(1, earlier(event.time(), ago));
                update.setString(2, event.id());
                update.addBatch();
            }
            update.executeBatch();
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
            PreparedStatement insert,
            Event event,
            String aggregate,
            long sequence,
            int copy,
            String payload,
            String time)
            throws SQLException {
        insert.setString(1, aggregate);
        insert.setLong(2, sequence);
        insert.setString(3, event.type());
        insert.setString(4, event.id() + "-" + copy);
        insert.setBytes(5, event.metaData().getBytes(StandardCharsets.UTF_8));
        insert.setBytes(6, payload.getBytes(StandardCharsets.UTF_8));
        insert.setString(7, event.revision());
        insert.setString(8, event.payloadType());
        insert.setString(9, time);
        insert.addBatch();
    }

    /** Gives every id but those of people another one, and every instant, as of a life that was so much earlier. */
    private static String inCopy(String text, Duration ago, Set<String> people) {
        String withIds = ULID.matcher(text)
                .replaceAll(id -> people.contains(id.group()) ? id.group() : earlierId(id.group(), ago));
        return INSTANT.matcher(withIds)
                .replaceAll(at -> Instant.parse(at.group()).minus(ago).toString());
    }

    private static String earlierId(String id, Duration ago) {
        Ulid ulid = Ulid.from(id);
        return new Ulid(ulid.getMostSignificantBits() - (ago.toMillis() << TIME_SHIFT), ulid.getLeastSignificantBits())
                .toString();
    }

    /** As Axon writes the time of an event. */
    private static String earlier(String time, Duration ago) {
        return DateTimeUtils.formatInstant(DateTimeUtils.parseInstant(time).minus(ago));
    }
}
