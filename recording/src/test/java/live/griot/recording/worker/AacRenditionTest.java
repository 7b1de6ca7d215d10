package live.griot.recording.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import live.griot.api.id.UserId;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.StreamId;
import live.griot.api.tap.TappedStream;
import live.griot.api.tap.TappedStream.Source;
import live.griot.recording.capture.DrivenTap;
import live.griot.recording.capture.Recorder;
import live.griot.recording.capture.SoundRenditions;
import live.griot.recording.capture.WrittenTrack;
import live.griot.recording.codec.OpusPacket;
import live.griot.recording.frame.AacTrack;
import live.griot.recording.media.Ffmpeg;
import live.griot.recording.media.TestMedia;
import live.griot.recording.media.Tones;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.StoreListener;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.StoredSegment;
import live.griot.recording.store.StoredTrack;
import live.griot.recording.store.TrackName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sound of a recording in AAC, by a real program; and by programs that do not do their work. */
class AacRenditionTest {
    private static final RecordingName NAME = new RecordingName("LIVE");
    private static final TrackName OPUS = TrackName.mix("opus");
    private static final TrackName AAC = TrackName.mix("aac");
    private static final long SECOND = DrivenTap.SECOND;

    @TempDir
    Path directory;

    private final Children children =
            new Children(new Children.Bounds(Duration.ofMinutes(1), Duration.ofSeconds(5), 1 << 24));
    private final AtomicLong nanos = new AtomicLong();
    private final Semaphore places = new Semaphore(2);
    private AacRendition.Program program =
            (opus, adts, making) -> WorkerHouse.program().runAlongside(children, opus, adts, making);
    private RecordingStore store;
    private Recorder recorder;
    private DrivenTap tap;
    private StreamId microphone;

    @BeforeEach
    void open() throws IOException {
        StoreListener nobody = (recording, run, part) -> {};
        store = RecordingStore.open(directory.resolve("recordings"), nobody);
        SoundRenditions renditions = writer -> new AacRendition(
                writer.name(),
                (opus, adts, making) -> program.run(opus, adts, making),
                new AacTrack(new WrittenTrack(writer.track(AAC), () -> {})),
                places,
                task -> Thread.ofVirtual().start(task),
                () -> System.nanoTime() + nanos.get());
        recorder = new Recorder(
                store.begin(NAME, 1), renditions, new Recorder.Beginning(1, 0), false, false, 4 * SECOND, 0);
        tap = new DrivenTap(recorder);
        recorder.attach(listener -> tap);
        microphone = tap.stream(1, new UserId("01AWA"), Source.MICROPHONE, FrameCodec.OPUS);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        assertThat(children.running()).isZero();
        assertThat(places.availablePermits()).isEqualTo(2);
    }

    private AacRendition.Program script(String script) {
        return (opus, adts, making) ->
                children.run(List.of("/bin/sh", "-c", script), null, opus, adts, making::isStopped);
    }

    private RecordingReader finished() throws Exception {
        tap.close();
        recorder.closed().get(30, TimeUnit.SECONDS);
        recorder.writer().finish("SESSION_ENDED", 99_000).get(10, TimeUnit.SECONDS);
        return store.read(NAME);
    }

    @Test
    void what_is_heard_is_there_in_aac_at_the_same_time() throws Exception {
        List<byte[]> packets = new ArrayList<>(Collections.nCopies(50, OpusPacket.silence(960, true)));
        packets.addAll(TestMedia.opus(2, 440));
        tap.sound(microphone, packets, 0);
        recorderPausesFrom(3);
        tap.sound(microphone, TestMedia.opus(2, 880), 5 * SECOND);

        RecordingReader reader = finished();

        StoredTrack opus = reader.contents().track(OPUS).orElseThrow();
        StoredTrack aac = reader.contents().track(AAC).orElseThrow();
        assertThat(aac.runs()).hasSameSizeAs(opus.runs()).hasSizeGreaterThan(1);
        for (int run = 0; run < opus.runs().size(); run++) {
            assertThat(aac.runs().get(run).start())
                    .isEqualTo(opus.runs().get(run).start());
        }
        assertThat(aac.endTime()).isBetween(opus.endTime() - 2_048, opus.endTime() + 1_024);
        Path first = file(reader, aac, aac.runs().getFirst());
        assertThat(Ffmpeg.complaints(first)).isEmpty();
        Tones heard = new Tones(first);
        Tones meant = new Tones(file(reader, opus, opus.runs().getFirst()));
        assertThat(heard.amplitude(440, 1_200, 2_800)).isGreaterThan(1_000);
        assertThat(heard.amplitude(440, 0, 900)).isLessThan(50);
        assertThat(onsetMillis(heard)).isBetween(onsetMillis(meant) - 5, onsetMillis(meant) + 5);
        assertThat(new Tones(file(reader, aac, aac.runs().getLast())).amplitude(880, 300, 1_500))
                .isGreaterThan(1_000);
    }

    private void recorderPausesFrom(int second) {
        recorder.pause(true);
        recorder.onTime(second * SECOND);
        recorder.pause(false);
        recorder.onTime((second + 2) * SECOND);
    }

    private static long onsetMillis(Tones tones) {
        long at = 0;
        while (tones.amplitude(440, at, at + 10) < 500) {
            at++;
        }
        return at;
    }

    @Test
    void a_program_that_dies_leaves_a_hole_and_another_goes_on_later() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        AacRendition.Program dead = script("head -c 100 >/dev/null; exit 3");
        AacRendition.Program well = program;
        program = (opus, adts, making) -> (runs.incrementAndGet() == 1 ? dead : well).run(opus, adts, making);
        tap.sound(microphone, TestMedia.opus(4), 0);
        endAndAwait();
        tap.sound(microphone, TestMedia.opus(2), 6 * SECOND);
        assertThat(runs).as("not at once").hasValue(1);
        nanos.addAndGet(10 * SECOND);
        tap.sound(microphone, TestMedia.opus(4), 8 * SECOND);

        RecordingReader reader = finished();

        assertThat(runs).hasValue(2);
        StoredTrack aac = reader.contents().track(AAC).orElseThrow();
        assertThat(aac.runs()).hasSize(1);
        assertThat(aac.runs().getFirst().start()).isBetween(8L * 48_000 - 48_000, 8L * 48_000 + 48_000);
        assertThat(whole(reader.contents().track(OPUS).orElseThrow())).isGreaterThan(9L * 48_000);
    }

    private void endAndAwait() throws Exception {
        tap.close();
        recorder.closed().get(30, TimeUnit.SECONDS);
        recorder.attach(listener -> tap);
        recorder.onStream(new TappedStream(microphone, new UserId("01AWA"), Source.MICROPHONE, FrameCodec.OPUS));
    }

    @Test
    void one_that_reads_and_says_nothing_is_ended_and_keeps_nobody_waiting() throws Exception {
        program = script("cat >/dev/null; sleep 60");
        long began = System.nanoTime();
        tap.sound(microphone, TestMedia.opus(12), 0);
        assertThat(System.nanoTime() - began).as("the recorder's thread").isLessThan(5 * SECOND);
        nanos.addAndGet(10 * SECOND);

        RecordingReader reader = finished();

        assertThat(whole(reader.contents().track(OPUS).orElseThrow())).isGreaterThan(11L * 48_000);
        assertThat(isEmpty(reader)).isTrue();
    }

    @Test
    void one_that_writes_something_else_is_ended() throws Exception {
        program = script("head -c 100000 /dev/urandom; cat >/dev/null");
        tap.sound(microphone, TestMedia.opus(2), 0);

        RecordingReader reader = finished();

        assertThat(whole(reader.contents().track(OPUS).orElseThrow())).isGreaterThan(48_000);
        assertThat(isEmpty(reader)).isTrue();
    }

    @Test
    void where_all_places_are_taken_there_is_none() throws Exception {
        places.acquire(2);
        program = (opus, adts, making) -> {
            throw new IllegalStateException("There was no place");
        };
        tap.sound(microphone, TestMedia.opus(2), 0);
        places.release(2);

        assertThat(whole(finished().contents().track(OPUS).orElseThrow())).isGreaterThan(48_000);
    }

    private static boolean isEmpty(RecordingReader reader) {
        return reader.contents()
                .track(AAC)
                .map(StoredTrack::segments)
                .orElse(List.of())
                .isEmpty();
    }

    private static long whole(StoredTrack track) {
        return track.segments().stream()
                .flatMap(segment -> segment.parts().stream())
                .mapToLong(StoredPart::duration)
                .sum();
    }

    private Path file(RecordingReader reader, StoredTrack track, StoredRun run) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream init = reader.openInit(run)) {
            init.transferTo(all);
        }
        for (StoredSegment segment : track.segments()) {
            for (StoredPart part : segment.parts()) {
                if (part.run() == run.number()) {
                    try (InputStream bytes = reader.open(track.name(), segment, part.offset(), part.length())) {
                        bytes.transferTo(all);
                    }
                }
            }
        }
        return Files.write(directory.resolve(track.name() + "-" + run.number() + ".mp4"), all.toByteArray());
    }
}
