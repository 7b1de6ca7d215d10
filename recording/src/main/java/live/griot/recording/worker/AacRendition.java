package live.griot.recording.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import live.griot.recording.capture.SoundRendition;
import live.griot.recording.codec.AdtsReader;
import live.griot.recording.frame.AacTrack;
import live.griot.recording.frame.FrameDrop;
import live.griot.recording.frame.Gap;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.mp4.InitSegment;
import live.griot.recording.store.RecordingName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recording's sound in AAC: a program beside this one for each run, which reads the parts of Opus as they are stored. One that ends, hangs or
 * does not keep up leaves a hole, and another is begun where it is needed, later each time. Told by the thread of the recorder, which waits for nothing.
 */
final class AacRendition implements SoundRendition {
    private static final Logger LOG = LoggerFactory.getLogger(AacRendition.class);

    /** How far a program may be behind what it was given: ten seconds. */
    private static final long BEHIND_SAMPLES = 480_000;

    private static final long FIRST_PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMinutes(5).toNanos();
    /** A program that ran for so long was well. */
    private static final long WELL_NANOS = Duration.ofMinutes(1).toNanos();
    /** How long a program may take to write what it has read, once it is to end. */
    private static final long ENDING_NANOS = Duration.ofSeconds(3).toNanos();

    private static final byte[] NOTHING_FOLLOWS = {};

    private final RecordingName name;
    private final Program program;
    private final AacTrack track;
    private final Semaphore places;
    private final Executor threads;
    private final LongSupplier nanoClock;

    /** Programs that run or wait for the one before: two at most. */
    private final AtomicInteger unfinished = new AtomicInteger();

    private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);
    private @Nullable Stretch stretch;
    private volatile long pauseNanos;
    private volatile long pausedUntilNanos;

    /** Makes AAC of Opus in fragmented MP4, while that comes. */
    @FunctionalInterface
    interface Program {
        /** Runs to its end; blocks. */
        void run(Children.Input opus, OutputStream adts, Making making)
                throws NotMadeException, StoppedException, IOException;
    }

    /**
     * Makes one that has heard nothing yet.
     *
     * @param places for programs, of which each takes one while it runs
     */
    AacRendition(
            RecordingName name,
            Program program,
            AacTrack track,
            Semaphore places,
            Executor threads,
            LongSupplier nanoClock) {
        this.name = name;
        this.program = program;
        this.track = track;
        this.places = places;
        this.threads = threads;
        this.nanoClock = nanoClock;
        this.pausedUntilNanos = nanoClock.getAsLong();
    }

    @Override
    public void onRun(Run run) {}

    @Override
    public void onPart(Run run, RecordedPart part) {
        Stretch now = stretch;
        if (now == null) {
            now = beginIfMay(run, part);
        }
        if (now != null && (now.isOver || !now.offer(part))) {
            end();
        }
    }

    private @Nullable Stretch beginIfMay(Run run, RecordedPart part) {
        boolean isPaused = nanoClock.getAsLong() - pausedUntilNanos < 0;
        if (isPaused || unfinished.get() > 1 || !places.tryAcquire()) {
            return null;
        }
        Stretch begun = new Stretch(run, part.start());
        unfinished.incrementAndGet();
        stretch = begun;
        last = last.handleAsync((before, failure) -> begun.run(), threads);
        return begun;
    }

    @Override
    public void onRunEnd(Run run, long end) {
        end();
    }

    private void end() {
        Stretch ended = stretch;
        stretch = null;
        if (ended != null) {
            ended.end();
        }
    }

    /** What was heard and is not there is not there in this either. */
    @Override
    public void onGap(Gap gap) {}

    @Override
    public void onDrop(FrameDrop why) {}

    @Override
    public boolean isWished() {
        return true;
    }

    @Override
    public CompletableFuture<@Nullable Void> settled() {
        return last;
    }

    /** What one program makes: all from its first part to the end of the run. */
    private final class Stretch implements Making {
        private final LinkedBlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
        private final Run run;
        private final long start;
        private final AtomicLong madeSamples = new AtomicLong();
        private volatile @Nullable Long endedNanos;
        private volatile boolean isOver;
        private boolean isPrimed;

        /** Of the thread of the recorder. */
        private long givenSamples;

        Stretch(Run run, long start) {
            this.run = run;
            this.start = start;
            waiting.add(InitSegment.of(run.format()));
        }

        /** Gives the program another part; returns false where it does not keep up. */
        boolean offer(RecordedPart part) {
            givenSamples += part.duration();
            return givenSamples - madeSamples.get() < BEHIND_SAMPLES && waiting.add(part.bytes());
        }

        void end() {
            endedNanos = nanoClock.getAsLong();
            waiting.add(NOTHING_FOLLOWS);
        }

        /** A program that was told that nothing follows is not waited for. */
        @Override
        public boolean isStopped() {
            Long ended = endedNanos;
            return ended != null && nanoClock.getAsLong() - ended > ENDING_NANOS;
        }

        @Override
        public void reached(int percent) {}

        @Nullable
        Void run() {
            long began = nanoClock.getAsLong();
            try {
                program.run(this::feed, new AdtsReader(this::add), this);
                pauseNanos = 0;
            } catch (StoppedException ended) {
                pause("it did not keep up", nanoClock.getAsLong() - began);
            } catch (NotMadeException | IOException | RuntimeException failure) {
                pause(String.valueOf(failure.getMessage()), nanoClock.getAsLong() - began);
            } finally {
                isOver = true;
                track.end();
                places.release();
                unfinished.decrementAndGet();
            }
            return null;
        }

        private void feed(OutputStream opus) throws IOException {
            try {
                for (byte[] next = waiting.take(); next != NOTHING_FOLLOWS; next = waiting.take()) {
                    opus.write(next);
                    opus.flush();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** The first frame is what an encoder begins with: of nothing. */
        private void add(byte[] frame) {
            if (isPrimed) {
                track.add(frame);
                madeSamples.addAndGet(AdtsReader.FRAME_SAMPLES);
            } else {
                track.begin(run.stream(), start);
                isPrimed = true;
            }
        }
    }

    private void pause(String why, long ranNanos) {
        pauseNanos = ranNanos > WELL_NANOS || pauseNanos == 0
                ? FIRST_PAUSE_NANOS
                : Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
        pausedUntilNanos = nanoClock.getAsLong() + pauseNanos;
        LOG.warn(
                "The sound of {} is not encoded as AAC: {}; tried again in {} s",
                name,
                why,
                TimeUnit.NANOSECONDS.toSeconds(pauseNanos));
    }
}
