package live.griot.recording.store;

import static live.griot.recording.store.Recorded.BEGAN;
import static live.griot.recording.store.Recorded.NAME;
import static live.griot.recording.store.Recorded.TRACK;
import static live.griot.recording.store.Recorded.assertPlays;
import static live.griot.recording.store.Recorded.finish;
import static live.griot.recording.store.Recorded.parts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import live.griot.recording.frame.RecordedPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not answer makes nobody wait: what it cannot take is dropped, with a gap. */
class SlowDiskTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    private final AtomicLong nanos = new AtomicLong(1);
    private final ToldStore told = new ToldStore();
    private final StalledDisk disk = new StalledDisk();

    /** A test double: a disk that stands still for the store's thread from its first step on, until it is let go. */
    private static final class StalledDisk extends DiskDouble {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        void beforeStep() {
            if (!"recording-store".equals(Thread.currentThread().getName())) {
                return;
            }
            reached.countDown();
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private RecordingStore stalled() throws IOException {
        return RecordingStore.open(directory, disk, nanos::get, told);
    }

    @Test
    void what_waits_is_bounded_in_bytes() throws Exception {
        RecordingStore store = stalled();
        RecordingWriter writer = store.begin(NAME, BEGAN);
        assertThat(disk.reached.await(20, TimeUnit.SECONDS)).isTrue();
        TestTrack track = new TestTrack(writer.track(TRACK));
        int taken = 0;
        // All on this thread, while the disk stands still: whatever waited for it would never return.
        while (track.append(MEGABYTE)) {
            taken++;
            assertThat(store.status().queuedBytes()).isLessThanOrEqualTo(StoreLimits.QUEUE_BYTES);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(track.append(MEGABYTE)).isFalse();
        }

        assertThat(taken).isEqualTo(31);
        assertThat(told.news).containsExactly("dropping BEHIND");
        assertThat(store.status().droppedParts()).isEqualTo(101);
        disk.released.countDown();
        while (store.status().queuedBytes() > 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        long dropped = track.time();
        track.appendAll(1, 10);
        finish(writer);
        assertThat(told.news).containsExactly("dropping BEHIND", "caught up");
        RecordingReader reader = store.read(NAME);
        assertThat(parts(reader.contents(), TRACK)).hasSize(taken + 1);
        assertThat(reader.contents().track(TRACK).orElseThrow().gaps())
                .containsExactly(new StoredGap(TRACK, taken * 960L, dropped, GapCause.BEHIND))
                .isEqualTo(told.gaps);
        assertPlays(reader, TRACK);
        assertThat(store.verify(NAME).faults()).isEmpty();
        store.close();
    }

    @Test
    void what_waits_is_bounded_in_age_and_goes_on_with_a_key_frame() throws Exception {
        RecordingStore store = stalled();
        RecordingWriter writer = store.begin(NAME, BEGAN);
        assertThat(disk.reached.await(20, TimeUnit.SECONDS)).isTrue();
        TrackWriter to = writer.track(TRACK);
        TestTrack track = new TestTrack(to, 0, 1_000);
        assertThat(to.append(track.next(10, true))).isTrue();
        nanos.addAndGet(StoreLimits.QUEUE_AGE_NANOS);
        assertThat(to.append(track.next(10, false))).isTrue();
        nanos.addAndGet(1);
        assertThat(store.status().queuedNanos()).isEqualTo(StoreLimits.QUEUE_AGE_NANOS + 1);
        assertThat(to.append(track.next(10, true))).isFalse();
        disk.released.countDown();
        while (store.status().queuedNanos() > 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(to.append(track.next(10, false))).isFalse();
        RecordedPart key = track.next(10, true);
        assertThat(to.append(key)).isTrue();
        assertThat(to.append(track.next(10, false))).isTrue();
        finish(writer);

        RecordingContents contents = store.read(NAME).contents();
        assertThat(parts(contents, TRACK))
                .extracting(StoredPart::start)
                .containsExactly(0L, 960L, key.start(), key.end());
        assertThat(contents.track(TRACK).orElseThrow().gaps())
                .containsExactly(new StoredGap(TRACK, 2 * 960L, key.start(), GapCause.BEHIND));
        store.close();
    }

    @Test
    void what_is_dropped_until_the_end_is_a_gap_too() throws Exception {
        RecordingStore store = stalled();
        RecordingWriter writer = store.begin(NAME, BEGAN);
        assertThat(disk.reached.await(20, TimeUnit.SECONDS)).isTrue();
        TestTrack track = new TestTrack(writer.track(TRACK));
        track.appendAll(1, 10);
        nanos.addAndGet(StoreLimits.QUEUE_AGE_NANOS + 1);
        assertThat(track.append(10)).isFalse();
        var finished = writer.finish("STOPPED", BEGAN + 1);
        assertThat(finished).isNotDone();
        disk.released.countDown();
        finished.get(20, TimeUnit.SECONDS);

        RecordingContents contents = store.read(NAME).contents();
        assertThat(contents.isFinished()).isTrue();
        assertThat(contents.track(TRACK).orElseThrow().gaps())
                .containsExactly(new StoredGap(TRACK, 960, 2 * 960, GapCause.BEHIND));
        store.close();
    }
}
