package live.griot.recording.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.DiscardRecording;
import live.griot.api.recording.TrimRecording;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.StreamId;
import live.griot.api.tap.TappedStream.Source;
import live.griot.recording.lifecycle.MadeOfRecordings;
import live.griot.recording.lifecycle.RecordingDatabase;
import live.griot.recording.lifecycle.RecordingView;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.media.TestMedia;
import live.griot.recording.store.FarPlace;
import live.griot.recording.store.FarStore;
import live.griot.recording.store.Presence.Medium;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredSegment;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.TrackName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody who was recorded by others is erased: nothing of them is left, and of the others all that is not beside it. */
class PeopleTakenOutTest {
    private static final RecordingId ID = new RecordingId("01RECORDING");
    private static final RecordingName NAME = new RecordingName(ID.value());
    private static final UserId AWA = new UserId("01AWA");
    private static final UserId MOUSSA = new UserId("01MOUSSA");
    private static final long BEGAN = 1_764_412_200_000L;
    private static final long SECOND = DrivenTap.SECOND;

    @TempDir
    Path directory;

    private final JdbcClient db = RecordingDatabase.with("V48__people_taken_out");
    private final List<Object> sent = new CopyOnWriteArrayList<>();
    private final List<String> clipsGone = new CopyOnWriteArrayList<>();
    /** Held while the bucket does not answer. */
    private final Semaphore bucket = new Semaphore(1);

    private final AtomicInteger asked = new AtomicInteger();
    private RecordingStore store;
    private Recorder recorder;
    private DrivenTap tap;
    private PeopleTakenOut people;

    @BeforeEach
    void open() throws IOException {
        RecordingDatabase.addFinished(db, ID, new SessionId("01LIVE"), AWA, Duration.ofSeconds(30), 1);
        store = RecordingStore.open(
                directory.resolve("recordings"), new StoreNews(), new FarPlace(new SlowBucket(), 1 << 20));
        recorder = new Recorder(
                store.begin(NAME, BEGAN),
                SoundRenditions.NONE,
                new Recorder.Beginning(BEGAN, 0),
                true,
                false,
                4 * SECOND,
                0);
        tap = new DrivenTap(recorder);
        recorder.attach(listener -> tap);
        people = new PeopleTakenOut(
                new Recordings(db),
                new MadeOfRecordings() {
                    @Override
                    public Map<RecordingId, List<RecordingView.Rendition>> of(Collection<RecordingId> recordings) {
                        return Map.of();
                    }

                    @Override
                    public void forget(RecordingId recording) throws IOException {
                        store.removeExports(NAME);
                    }
                },
                (recording, isGone) -> Map.of("early", 1, "beside", 10, "late", 22)
                        .forEach((clip, from) -> {
                            if (isGone.test(Duration.ofSeconds(from), Duration.ofSeconds(from + 2))) {
                                clipsGone.add(clip);
                            }
                        }),
                sent::add,
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    /** Awa for 30 seconds; Moussa is heard from the 12th to the 14th, and seen meanwhile. */
    private RecordingContents recorded() throws Exception {
        StreamId awas = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        StreamId awaSays = tap.stream(2, AWA, Source.MICROPHONE, FrameCodec.OPUS);
        tap.shows(awas);
        tap.pictures(awas, FrameCodec.H264, TestMedia.h264("320x180", 360, "baseline"), 0);
        tap.sound(awaSays, TestMedia.opus(12), 0);
        StreamId moussas = tap.stream(3, MOUSSA, Source.CAMERA, FrameCodec.H264);
        StreamId moussaSays = tap.stream(4, MOUSSA, Source.MICROPHONE, FrameCodec.OPUS);
        tap.shows(moussas);
        recorder.onOwnPictures(Set.of(awas, moussas));
        tap.pictures(moussas, FrameCodec.H264, TestMedia.h264("160x90", 60, "baseline"), 12 * SECOND);
        tap.sound(moussaSays, TestMedia.opus(2), 12 * SECOND);
        recorder.onStreamEnd(moussas);
        recorder.onStreamEnd(moussaSays);
        tap.shows(awas);
        recorder.onOwnPictures(Set.of(awas));
        tap.pictures(awas, FrameCodec.H264, TestMedia.h264("320x180", 480, "baseline"), 14 * SECOND);
        tap.sound(awaSays, TestMedia.opus(16), 14 * SECOND);
        tap.close();
        recorder.closed().get(10, TimeUnit.SECONDS);
        recorder.writer().finish("SESSION_ENDED", BEGAN + 31_000).get(10, TimeUnit.SECONDS);
        return store.read(NAME).contents();
    }

    /** Keeps nothing, and takes its time to delete it. */
    private final class SlowBucket implements FarStore {
        @Override
        public void put(String key, Path file) {}

        @Override
        public InputStream open(String key) throws IOException {
            throw new NoSuchFileException(key);
        }

        @Override
        public List<FarFile> list(String prefix) {
            return List.of();
        }

        @Override
        public void delete(String key) {
            asked.incrementAndGet();
            bucket.acquireUninterruptibly();
            bucket.release();
        }
    }

    private void takeOut() throws IOException {
        int before = sent.size();
        await().until(() -> people.begin(store));
        await().until(() -> sent.size() > before);
    }

    private void wish(UserId person) {
        db.sql("INSERT INTO recording_taking_out (recording_id, user_id) VALUES (:id, :user)")
                .param("id", ID.value())
                .param("user", person.value())
                .update();
    }

    @Test
    void what_somebody_is_seen_and_heard_in_goes_and_the_rest_stays() throws Exception {
        RecordingContents before = recorded();
        Path made = Files.createDirectories(store.exports(NAME)).resolve("download.mp4");
        Files.writeString(made, "all of it");
        wish(MOUSSA);

        takeOut();

        RecordingContents left = store.read(NAME).contents();
        for (TrackName name : List.of(TrackName.PROGRAMME, TrackName.mix("opus"), TrackName.stem(MOUSSA.value()))) {
            StoredTrack track = left.track(name).orElseThrow();
            assertThat(track.segments()).as("%s", track.name()).noneMatch(segment -> isWithin(track, segment, 12, 14));
        }
        assertThat(left.track(TrackName.stem(MOUSSA.value())).orElseThrow().segments())
                .isEmpty();
        assertThat(left.track(TrackName.picture(MOUSSA.value())).orElseThrow().segments())
                .isEmpty();
        for (TrackName own : List.of(TrackName.stem(AWA.value()), TrackName.picture(AWA.value()))) {
            assertThat(left.track(own).orElseThrow().bytes())
                    .as("Awa's own track")
                    .isPositive()
                    .isEqualTo(before.track(own).orElseThrow().bytes());
        }
        for (TrackName track : List.of(TrackName.PROGRAMME, TrackName.mix("opus"))) {
            StoredTrack there = left.track(track).orElseThrow();
            assertThat(there.segments()).anyMatch(segment -> isWithin(there, segment, 2, 3));
            assertThat(there.segments()).anyMatch(segment -> isWithin(there, segment, 26, 27));
        }
        assertThat(made).doesNotExist();
        assertThat(clipsGone).containsExactly("beside");
        assertThat(store.verify(NAME).faults()).isEmpty();
        assertThat(sent).singleElement().isInstanceOfSatisfying(TrimRecording.class, trim -> {
            assertThat(trim.bytes()).isEqualTo(left.bytes()).isLessThan(before.bytes());
            assertThat(trim.duration()).isGreaterThan(Duration.ofSeconds(28));
        });
        long lines = left.lines();
        takeOut();
        assertThat(store.read(NAME).contents().lines()).as("twice is once").isEqualTo(lines);
    }

    private static boolean isWithin(StoredTrack track, StoredSegment segment, int from, int to) {
        StoredRun run = track.runs().getFirst();
        return run.micros(segment.start()) < to * 1_000_000L && run.micros(segment.endTime()) > from * 1_000_000L;
    }

    @Test
    void what_a_kill_left_goes_with_the_next_sweep() throws Exception {
        RecordingContents before = recorded();
        StoredTrack programme = before.track(TrackName.PROGRAMME).orElseThrow();
        long segment = programme.segments().stream()
                .filter(one -> isWithin(programme, one, 12, 13))
                .findFirst()
                .orElseThrow()
                .number();
        store.discard(NAME, TrackName.PROGRAMME, segment);
        wish(MOUSSA);

        takeOut();

        assertThat(store.read(NAME)
                        .contents()
                        .track(TrackName.PROGRAMME)
                        .orElseThrow()
                        .segment(segment))
                .isEmpty();
        assertThat(store.verify(NAME).faults()).isEmpty();
    }

    @Test
    void where_nothing_is_left_the_recording_goes() throws Exception {
        recorded();
        wish(AWA);

        takeOut();

        assertThat(sent).singleElement().isInstanceOf(DiscardRecording.class);
        takeOut();
        assertThat(sent)
                .as("also where a kill came before that was told")
                .hasSize(2)
                .allMatch(DiscardRecording.class::isInstance);
    }

    @Test
    @Timeout(60)
    void a_bucket_that_does_not_answer_keeps_only_this_waiting_and_it_is_begun_once() throws Exception {
        recorded();
        wish(MOUSSA);
        bucket.acquire();

        people.begin(store);
        await().until(() -> asked.get() == 1);

        assertThat(people.begin(store)).isFalse();
        assertThat(people.waiting()).isEqualTo(1);
        assertThat(asked).as("one goes on").hasValue(1);
        assertThat(sent).isEmpty();
        bucket.release();
        await().until(() -> !sent.isEmpty() && people.waiting() == 0);
    }

    @Test
    void who_was_in_it_and_when_is_in_its_index() throws Exception {
        RecordingContents contents = recorded();

        assertThat(contents.presences())
                .filteredOn(one -> one.person().equals(MOUSSA.value()) && one.medium() == Medium.SOUND)
                .hasSize(2)
                .satisfiesExactly(
                        comes -> assertThat(comes.atMillis() - BEGAN).isBetween(11_900L, 12_100L),
                        goes -> assertThat(goes.atMillis() - BEGAN).isBetween(13_800L, 14_100L));
    }
}
