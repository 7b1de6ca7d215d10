package live.griot.recording.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.tap.FrameCodec;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.capture.StoreNews;
import live.griot.recording.codec.OpusPacket;
import live.griot.recording.lifecycle.RecordingDatabase;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.media.EvenSound;
import live.griot.recording.media.Feed;
import live.griot.recording.media.StoredFeed;
import live.griot.recording.media.TestMedia;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.store.FarPlace;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingReader;
import live.griot.recording.store.RecordingState;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.StateChange;
import live.griot.recording.store.TrackName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** A recording in a real store and real tables (H2 in MySQL mode), and workers for it. */
final class WorkerHouse implements AutoCloseable {
    static final RecordingId ID = new RecordingId("01RECORDING");
    static final UserId AWA = new UserId("01AWA");
    static final Instant BEGAN = Instant.parse("2026-11-20T20:00:00Z");
    static final Making UNTIL_IT_IS_MADE = new Making() {
        @Override
        public boolean isStopped() {
            return false;
        }

        @Override
        public void reached(int percent) {}
    };

    private static final int PACKETS_IN_PART = 25;
    private static final RecordingName NAME = new RecordingName(ID.value());

    final JdbcClient db;
    final Jobs jobs;
    final OpenStore files;
    private final RecordingLimits limits;
    private final RecordingWriter writer;
    private final Feed.Pictures pictures;
    private final Map<String, Own> own = new LinkedHashMap<>();
    private int shown;
    private @Nullable EvenSound sound;

    WorkerHouse(Path directory) {
        this(directory, null);
    }

    /** Recordings of a host may have so many bytes. */
    WorkerHouse(Path directory, @Nullable DataSize perHost) {
        db = RecordingDatabase.with("V39__recording_jobs");
        RecordingDatabase.addFinished(db, ID, new SessionId("01LIVE"), AWA, Duration.ofSeconds(1), 1);
        jobs = new Jobs(db);
        limits = new RecordingLimits(directory.resolve("recordings"), DataSize.ofBytes(0), perHost, null, null);
        files = new OpenStore(limits, new StoreNews(), directory, (FarPlace) null);
        files.open();
        writer = store().begin(NAME, BEGAN.toEpochMilli());
        pictures = new Feed.Pictures(new StoredFeed(writer.track(TrackName.PROGRAMME)), 0);
    }

    private RecordingStore store() {
        return files.store().orElseThrow();
    }

    /** Shows pictures from a second of the recording on, one stretch for each of these, of so many frames: a size, and VP8 where it ends so. */
    WorkerHouse pictures(int fromSecond, int frames, String... stretches) {
        for (String stretch : stretches) {
            String size = stretch.replace("-vp8", "");
            boolean isVp8 = stretch.endsWith("-vp8");
            show(
                    stretch.equals(stretches[0]) ? fromSecond * TestMedia.RATE : shown,
                    isVp8 ? FrameCodec.VP8 : FrameCodec.H264,
                    isVp8 ? TestMedia.vp8(size, frames) : TestMedia.h264(size, frames, "baseline"));
        }
        return this;
    }

    /** Goes on with a picture every second alone, so many. */
    WorkerHouse rarely(int frames, String size) {
        for (byte[] frame : TestMedia.h264(size, frames, "baseline")) {
            pictures.feed(FrameCodec.H264, List.of(frame));
            pictures.skip(TestMedia.RATE - 1);
        }
        shown += frames * TestMedia.RATE;
        return this;
    }

    /** Lets somebody's own picture come from a frame of the recording's time on. */
    WorkerHouse own(String person, int fromFrame, FrameCodec codec, List<byte[]> frames) {
        Own known = own.computeIfAbsent(
                person,
                first -> new Own(new Feed.Pictures(new StoredFeed(writer.track(TrackName.picture(person))), 0)));
        if (fromFrame > known.shown) {
            known.pictures.pause(fromFrame - known.shown);
        }
        known.pictures.feed(codec, frames);
        known.shown = fromFrame + frames.size();
        return this;
    }

    private static final class Own {
        private final Feed.Pictures pictures;
        private int shown;

        private Own(Feed.Pictures pictures) {
            this.pictures = pictures;
        }
    }

    /** Shows what nobody can decode, behind a head that is one. */
    WorkerHouse nonsense(int fromSecond, int frames) {
        show(fromSecond * TestMedia.RATE, FrameCodec.VP8, nonsense(frames));
        return this;
    }

    /** Returns frames of VP8 that nobody can decode, behind heads that are some. */
    static List<byte[]> nonsense(int frames) {
        return TestMedia.vp8("320x240", frames).stream()
                .map(frame -> {
                    byte[] one = frame.clone();
                    for (int i = 10; i < one.length; i++) {
                        one[i] = (byte) ((i * 7919) >> 3);
                    }
                    return one;
                })
                .toList();
    }

    private void show(int from, FrameCodec codec, List<byte[]> frames) {
        if (from > shown) {
            pictures.pause(from - shown);
        }
        pictures.feed(codec, frames);
        shown = from + frames.size();
    }

    /** Lets a tone be heard from a second of the recording on. */
    WorkerHouse tone(int fromSecond, int seconds) {
        long start = (long) fromSecond * OpusPacket.RATE;
        EvenSound known = sound;
        if (known == null) {
            byte[] packet = TestMedia.opus(1).get(20);
            known = new EvenSound(
                    writer.track(TrackName.mix("opus")), AudioFormats.opus(2), packet, 960, PACKETS_IN_PART, start);
            sound = known;
        } else {
            known.begin(start);
        }
        known.append(2 * seconds);
        return this;
    }

    /** Notes a pause between two seconds of the recording. */
    WorkerHouse pause(int from, int to) {
        writer.become(new StateChange(RecordingState.PAUSED, "HOST", BEGAN.toEpochMilli() + from * 1_000L));
        writer.become(new StateChange(RecordingState.RECORDING, "HOST", BEGAN.toEpochMilli() + to * 1_000L));
        return this;
    }

    /** Ends it, and waits until it is on the disk. */
    WorkerHouse finish() throws Exception {
        pictures.end();
        own.values().forEach(one -> one.pictures.end());
        writer.finish("HOST_STOPPED", BEGAN.plusSeconds(3_600).toEpochMilli()).get(20, TimeUnit.SECONDS);
        return this;
    }

    RecordingReader reader() throws IOException {
        return store().read(NAME);
    }

    /** Returns a new directory of the recording's for what is made of it. */
    Path exports() throws IOException {
        return store().makeExports(NAME);
    }

    /** Deletes it, its files too. */
    void delete() throws IOException {
        db.sql("UPDATE recording SET state = 'DELETED'").update();
        store().delete(NAME);
    }

    /** Wishes a download, and returns what there is about it. */
    void ask() {
        jobs.ask(ID, JobKind.DOWNLOAD, AWA, Instant.now());
    }

    Job job() {
        return jobs.find(ID, JobKind.DOWNLOAD).orElseThrow();
    }

    /** Returns a worker that makes downloads so, and waits so long before it tries again. */
    Worker worker(Recipe recipe, Duration pause) {
        return worker(recipe, properties(pause, Duration.ofMinutes(1)));
    }

    Worker worker(Recipe recipe, WorkerProperties properties) {
        return new Worker(
                jobs,
                new Recordings(db),
                files,
                limits,
                properties,
                Map.of(JobKind.DOWNLOAD, recipe, JobKind.GRID, recipe, JobKind.THUMBNAILS, recipe),
                Clock.systemUTC());
    }

    static WorkerProperties properties(Duration pause, Duration longest) {
        return new WorkerProperties(
                null, 1, 0, longest, Duration.ofSeconds(30), DataSize.ofGigabytes(1), 3, pause, Duration.ofDays(7));
    }

    /** Returns the video program that comes as a library, unpacked once for all tests. */
    static FfmpegProgram program() {
        return Unpacked.PROGRAM;
    }

    /** Children that may take what tests take. */
    static Children children() {
        return new Children(new Children.Bounds(Duration.ofMinutes(1), Duration.ofSeconds(30), 1 << 30));
    }

    private static final class Unpacked {
        static final FfmpegProgram PROGRAM =
                new FfmpegProgram(null, Path.of("target/video-program").toAbsolutePath(), children());
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
