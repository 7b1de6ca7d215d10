package live.griot.recording.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.recording.hls.HlsNews;
import live.griot.recording.lifecycle.RecordingDatabase;
import live.griot.recording.media.EvenSound;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.store.FarAwayException;
import live.griot.recording.store.FarPlace;
import live.griot.recording.store.FarStore;
import live.griot.recording.store.RecordingFolder;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.StoreFault;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredSegment;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.Stretch;
import live.griot.recording.store.TrackName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** What is recorded goes to a bucket, plays from there, and is gone from there when it is deleted; whatever is wrong with the bucket costs nothing. */
class BucketTest {
    private static final long ROOM = 1L << 20;
    private static final TrackName SOUND = TrackName.mix("opus");
    /** What each packet of sound begins with, so that it can be looked for. */
    private static final String HEARD = "heard by the fire: ";

    @TempDir
    static Path all;

    static S3Server server;
    static FaultyProxy proxy;
    static int count;

    @TempDir
    Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T10:30:00Z"));
    private final Clock clock = clock(now::get);
    private final BucketState state = new BucketState();
    private final RecordingName name = new RecordingName("01RECORDING%02d".formatted(++count));
    private JdbcClient db;
    private Bucket bucket;
    private RecordingStore store;
    private BucketRound round;
    private RecordingWriter writer;
    private EvenSound sound;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.in(all.resolve("s3"));
        proxy = new FaultyProxy(server.port);
    }

    @AfterAll
    static void stop() throws Exception {
        proxy.close();
        server.close();
    }

    @BeforeEach
    void begin(TestInfo test) throws Exception {
        db = RecordingDatabase.with("V45__recordings_in_a_bucket");
        RecordingDatabase.addRunning(db, new RecordingId(name.value()), new SessionId("01LIVE"), new UserId("01AWA"));
        bucket = new Bucket(
                new BucketProperties(
                        S3Server.BUCKET,
                        URI.create("http://127.0.0.1:" + proxy.port()),
                        "us-east-1",
                        "",
                        S3Server.KEY,
                        S3Server.SECRET,
                        null,
                        DataSize.ofBytes(ROOM)),
                // Who never answers is waited for no longer than a test should take; who does may be busy.
                test.getDisplayName().contains("SILENT") ? Duration.ofMillis(700) : Duration.ofSeconds(20));
        store = RecordingStore.open(directory.resolve("recordings"), new HlsNews(), new FarPlace(bucket, ROOM));
        round = round(bucket);
        writer = store.begin(name, 1_764_412_200_000L);
        byte[] packet = Arrays.copyOf((HEARD + name).getBytes(StandardCharsets.US_ASCII), 400);
        packet[0] = (byte) 0xF8;
        sound = new EvenSound(writer.track(SOUND), AudioFormats.opus(2), packet, 960, 25, 0);
    }

    @AfterEach
    void end() throws Exception {
        proxy.become(FaultyProxy.Fault.NONE);
        store.close();
        bucket.close();
    }

    private static Clock clock(InstantSource source) {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return source.instant();
            }
        };
    }

    private BucketRound round(FarStore to) {
        return new BucketRound(() -> Optional.of(store), to, new BucketRows(db), state, clock);
    }

    private void finish() throws Exception {
        writer.finish("STOPPED", 1_764_412_200_001L).get(20, TimeUnit.SECONDS);
    }

    private List<String> local() throws IOException {
        Path recordings = directory.resolve("recordings");
        try (Stream<Path> found = Files.walk(recordings)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> recordings.relativize(file).toString())
                    .filter(file -> !file.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private List<String> remote() throws IOException {
        return server.keys().stream().filter(key -> key.startsWith(name + "/")).toList();
    }

    /** Returns all bytes of the recording as they are played, by the file that they are in. */
    private Map<String, byte[]> played() throws IOException {
        RecordingReader reader = store.read(name);
        Map<String, byte[]> played = new TreeMap<>();
        for (StoredTrack track : reader.contents().tracks()) {
            for (StoredRun run : track.runs()) {
                try (InputStream init = reader.openInit(run)) {
                    played.put("run-" + run.number(), init.readAllBytes());
                }
            }
            for (StoredSegment segment : track.segments()) {
                try (InputStream bytes = reader.open(track.name(), segment, 0, segment.length())) {
                    played.put("segment-" + segment.number(), bytes.readAllBytes());
                }
            }
        }
        return played;
    }

    private void assertPlays(Map<String, byte[]> expected) throws IOException {
        Map<String, byte[]> found = played();
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((file, bytes) -> assertThat(found.get(file)).as(file).isEqualTo(bytes));
    }

    @Test
    void what_is_taken_out_of_a_recording_goes_from_there_too() throws Exception {
        sound.append(24);
        finish();
        assertThat(round.run()).isTrue();
        assertThat(local()).as("all of it is there alone").containsExactly(name + "/index");
        List<String> before = remote();
        Stretch second = new Stretch(1_764_412_205_000L, 1_764_412_206_000L);

        store.takeOut(name, Map.of(SOUND, List.of(second)));

        assertThat(remote()).hasSize(before.size() - 1).isSubsetOf(before);
        assertThat(played().keySet()).containsExactly("run-1", "segment-1", "segment-3");
        assertThat(store.verify(name).faults()).isEmpty();
    }

    @Test
    void what_is_sealed_goes_up_and_what_is_finished_goes_from_here_and_plays_from_there() throws Exception {
        sound.append(20);
        awaitStored(20);
        assertThat(round.run()).isTrue();
        assertThat(remote()).as("two of three segments are sealed").hasSize(3).doesNotContain(name + "/index");
        assertThat(local()).hasSize(5);

        finish();
        Map<String, byte[]> before = played();
        assertThat(round.run()).isTrue();

        assertThat(local()).containsExactly(name + "/index");
        assertThat(remote()).hasSize(5);
        assertThat(store.verify(name).faults()).isEmpty();
        assertThat(store.verify(name).parts()).isEqualTo(20);
        assertPlays(before);
        assertThat(local()).as("what was played is kept for who comes next").hasSize(5);
        assertThat(round.run()).isTrue();
        assertThat(local()).hasSize(5);

        round = round(bucket);
        assertThat(round.run()).isTrue();
        assertThat(store.verify(name).faults()).isEmpty();
        assertPlays(before);
        assertThat(state.sentence()).isEqualTo("Recordings go to the bucket.");
    }

    private void awaitStored(int parts) {
        while (store.status().storedParts() < parts || store.status().queuedBytes() > 0) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_bucket_that_does_not_do_as_asked_costs_nothing_and_is_told(FaultyProxy.Fault fault) throws Exception {
        sound.append(10);
        awaitStored(10);
        proxy.become(fault);
        assertThat(round.run()).isFalse();
        assertThat(state.isWell()).isFalse();
        assertThat(state.sentence())
                .startsWith("The bucket does not do as asked (")
                .endsWith("): recordings stay on this machine, and it is tried again.");
        sound.append(10);
        finish();
        List<String> here = local();
        Map<String, byte[]> before = played();
        assertThat(round.run()).isFalse();
        assertThat(local()).isEqualTo(here);
        assertThat(RecordingFolder.of(directory.resolve("recordings"))
                        .verify(name)
                        .faults())
                .isEmpty();

        proxy.become(FaultyProxy.Fault.NONE);
        assertThat(round.run()).isTrue();
        assertThat(state.isWell()).isTrue();
        assertThat(local()).containsExactly(name + "/index");

        proxy.become(fault);
        assertThatThrownBy(this::played).isInstanceOf(FarAwayException.class);
        assertThat(local()).as("half a file is none").noneMatch(file -> file.contains(".m4s"));
        proxy.become(FaultyProxy.Fault.NONE);
        assertPlays(before);
    }

    /** Stores less than it was given, and says that all is well. */
    private final class Truncating implements FarStore {
        @Override
        public void put(String key, Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            bucket.put(key, Files.write(directory.resolve("less"), Arrays.copyOf(bytes, bytes.length - 1)));
        }

        @Override
        public InputStream open(String key) throws IOException {
            return bucket.open(key);
        }

        @Override
        public List<FarFile> list(String prefix) throws IOException {
            return bucket.list(prefix);
        }

        @Override
        public void delete(String key) throws IOException {
            bucket.delete(key);
        }
    }

    @Test
    void nothing_goes_from_here_that_came_back_other_than_it_went() throws Exception {
        store.close();
        store = RecordingStore.open(
                directory.resolve("recordings"), new HlsNews(), new FarPlace(new Truncating(), ROOM));
        writer = store.resume(name);
        sound = new EvenSound(writer.track(SOUND), AudioFormats.opus(2), new byte[300], 960, 25, 0);
        sound.append(8);
        finish();
        List<String> here = local();

        for (int i = 0; i < 3; i++) {
            assertThat(round(new Truncating()).run()).isFalse();
        }

        assertThat(state.sentence()).contains("What was stored there comes back different");
        assertThat(local()).isEqualTo(here);
        assertThat(remote()).isNotEmpty();
    }

    @Test
    void what_the_bucket_lost_or_changed_is_found_and_never_played() throws Exception {
        sound.append(10);
        finish();
        assertThat(round.run()).isTrue();
        Path segment = server.file(name + "/m-opus/1.m4s");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);

        assertThatThrownBy(this::played)
                .isInstanceOf(FarAwayException.class)
                .hasMessage("What came back is not what was stored");
        assertThat(store.verify(name).faults()).extracting(StoreFault::kind).containsExactly(StoreFault.Kind.CHECKSUM);

        Files.delete(segment);
        Files.write(server.file(name + "/m-opus/9.m4s"), bytes);
        assertThatThrownBy(this::played).isInstanceOf(NoSuchFileException.class);
        assertThat(store.verify(name).faults())
                .extracting(StoreFault::kind)
                .containsExactly(StoreFault.Kind.FILE_MISSING, StoreFault.Kind.UNKNOWN_FILE);
    }

    @Test
    void what_is_wrong_here_stays_here() throws Exception {
        sound.append(10);
        finish();
        Path segment = directory.resolve("recordings").resolve(name.value()).resolve("m-opus/1.m4s");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);

        assertThat(round.run()).isTrue();
        assertThat(round.run()).isTrue();

        assertThat(local()).hasSize(4);
        assertThat(remote()).doesNotContain(name + "/index", name + "/m-opus/1.m4s");
    }

    @Test
    void a_deletion_leaves_nothing_there_whenever_the_bucket_is_back() throws Exception {
        sound.append(20);
        finish();
        assertThat(round.run()).isTrue();
        played();
        assertThat(heardIn(all.resolve("s3"))).isTrue();
        proxy.become(FaultyProxy.Fault.AWAY);
        db.sql("UPDATE recording SET state = 'DELETED'").update();
        store.delete(name);
        assertThat(local()).isEmpty();
        assertThat(round.run()).isFalse();

        proxy.become(FaultyProxy.Fault.NONE);
        assertThat(round.run()).isTrue();
        assertThat(remote()).isEmpty();
        assertThat(heardIn(all.resolve("s3"))).isFalse();

        Path late = Files.write(directory.resolve("late"), new byte[] {1});
        // A connection from before may be gone, and is noticed with the first that goes by it.
        await().ignoreExceptionsInstanceOf(FarAwayException.class).until(() -> {
            bucket.put(name + "/m-opus/1.m4s", late);
            return true;
        });
        assertThat(round.run()).isTrue();
        now.updateAndGet(before -> before.plus(BucketRound.LATE).plusSeconds(1));
        assertThat(round.run()).isTrue();
        assertThat(remote()).as("what arrived late").isEmpty();
        assertThat(db.sql("SELECT COUNT(*) FROM recording_in_bucket")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private boolean heardIn(Path place) throws IOException {
        byte[] wanted = (HEARD + name).substring(1).getBytes(StandardCharsets.US_ASCII);
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (text.contains(new String(wanted, StandardCharsets.ISO_8859_1))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void what_is_kept_here_of_what_is_played_has_a_bound() throws Exception {
        for (int i = 0; i < 20; i++) {
            sound.append(10);
        }
        finish();
        Map<String, byte[]> before = played();
        assertThat(before.values().stream().mapToLong(bytes -> bytes.length).sum())
                .isGreaterThan(2 * ROOM - ROOM / 2);
        while (local().size() > 1) {
            assertThat(round.run()).isTrue();
        }

        assertPlays(before);
        assertPlays(before);

        long kept = 0;
        for (String file : local()) {
            kept += file.endsWith("index")
                    ? 0
                    : Files.size(directory.resolve("recordings").resolve(file));
        }
        assertThat(kept).isBetween(ROOM / 2, ROOM);
    }

    @Test
    void pauses_grow_to_five_minutes() {
        Duration pause = Duration.ofSeconds(2);
        for (int i = 0; i < 20; i++) {
            Duration next = BucketRounds.longer(pause);
            assertThat(next).isGreaterThanOrEqualTo(pause).isLessThanOrEqualTo(Duration.ofMinutes(5));
            pause = next;
        }
        assertThat(pause).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void one_recording_that_the_bucket_does_not_take_or_let_go_is_no_trouble_to_the_others() throws Exception {
        sound.append(10);
        finish();
        for (String other : List.of("00A", "00B")) {
            db.sql("""
                    INSERT INTO recording (id, session_id, host_id, stems, visibility, state, active, paused, opened, started_at,
                      duration_millis, bytes, generation, of_private)
                    VALUES (:id, '01LIVE', '01AWA', FALSE, 'PUBLIC', :state, TRUE, FALSE, TRUE, 0, 0, 0, 0, FALSE)
                    """)
                    .param("id", other)
                    .param("state", other.equals("00A") ? "DELETED" : "RECORDING")
                    .update();
        }
        db.sql("INSERT INTO recording_in_bucket (recording_id, is_complete) VALUES ('00A', TRUE)")
                .update();
        RecordingWriter refused = store.begin(new RecordingName("00B"), 0);
        new EvenSound(refused.track(SOUND), AudioFormats.opus(2), new byte[400], 960, 25, 0).append(10);
        refused.finish("STOPPED", 1).get(20, TimeUnit.SECONDS);
        store.close();
        FarStore refusing = new Refusing("00A/", "00B/");
        store = RecordingStore.open(directory.resolve("recordings"), new HlsNews(), new FarPlace(refusing, ROOM));
        round = round(refusing);

        assertThat(round.run()).isFalse();

        assertThat(state.sentence()).contains("Not that one");
        assertThat(local())
                .filteredOn(file -> file.startsWith(name + "/"))
                .as("what can be copied is, and goes from here")
                .containsExactly(name + "/index");
        assertThat(local()).filteredOn(file -> file.startsWith("00B/")).hasSizeGreaterThan(2);
    }

    /** The bucket, but for keys that it refuses to have anything to do with. */
    private final class Refusing implements FarStore {
        private final List<String> prefixes;

        Refusing(String... prefixes) {
            this.prefixes = List.of(prefixes);
        }

        private void check(String key) throws FarAwayException {
            if (prefixes.stream().anyMatch(key::startsWith)) {
                throw new FarAwayException("Not that one");
            }
        }

        @Override
        public void put(String key, Path file) throws IOException {
            check(key);
            bucket.put(key, file);
        }

        @Override
        public InputStream open(String key) throws IOException {
            check(key);
            return bucket.open(key);
        }

        @Override
        public List<FarFile> list(String prefix) throws IOException {
            check(prefix);
            return bucket.list(prefix);
        }

        @Override
        public void delete(String key) throws IOException {
            check(key);
            bucket.delete(key);
        }
    }
}
