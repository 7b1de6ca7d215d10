package live.griot.recording.store;

import static live.griot.recording.store.Recorded.BEGAN;
import static live.griot.recording.store.Recorded.NAME;
import static live.griot.recording.store.Recorded.TRACK;
import static live.griot.recording.store.Recorded.assertPlays;
import static live.griot.recording.store.Recorded.finish;
import static live.griot.recording.store.Recorded.parts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full costs what it had no room for, and nothing else; when there is room, the recording goes on. */
class FullDiskTest {
    @TempDir
    Path directory;

    private final ToldStore told = new ToldStore();

    /** A test double: a disk that has room for so many bytes, and writes what fits of the piece that does not. */
    private static final class DiskWithRoom extends DiskDouble {
        private final AtomicInteger room = new AtomicInteger();

        @Override
        int allowed(int bytes) {
            int before = room.getAndUpdate(left -> Math.max(0, left - bytes));
            return Math.min(before, bytes);
        }
    }

    @Test
    void wherever_the_room_ends_what_was_stored_is_whole_and_the_recording_goes_on() throws Exception {
        int needed = recordInto(Integer.MAX_VALUE);
        assertThat(needed).isBetween(3_000, 8_000);
        for (int room = 0; room < needed; room += 23) {
            recordInto(room);
        }
    }

    /** Records on a disk with that room, and some more when there is room again; returns how many bytes the first took. */
    private int recordInto(int room) throws Exception {
        DiskWithRoom disk = new DiskWithRoom();
        disk.room.set(room);
        told.news.clear();
        told.parts.clear();
        told.gaps.clear();
        Path root = directory.resolve("room" + room);
        int used;
        try (RecordingStore store = RecordingStore.open(root, disk, System::nanoTime, told)) {
            RecordingWriter writer = store.begin(NAME, BEGAN);
            TestTrack track = new TestTrack(writer.track(TRACK));
            track.appendAll(3, 100);
            track.beginRun();
            track.appendAll(6, 100);
            while (store.status().storedParts() + store.status().droppedParts() < 9
                    || store.status().queuedBytes() > 0) {
                Thread.onSpinWait();
            }
            used = room - disk.room.get();
            disk.room.set(Integer.MAX_VALUE);
            track.appendAll(1, 100);
            finish(writer);

            RecordingReader reader = store.read(NAME);
            assertThat(store.verify(NAME).faults()).as("room for %d", room).isEmpty();
            assertPlays(reader, TRACK);
            assertThat(parts(reader.contents(), TRACK)).as("room for %d", room).isEqualTo(told.parts);
            boolean lacked = told.parts.size() < 10;
            assertThat(reader.contents().track(TRACK).orElseThrow().gaps())
                    .as("room for %d", room)
                    .hasSize(lacked ? 1 : 0);
            if (lacked) {
                assertThat(told.gaps).extracting(StoredGap::cause).containsExactly(GapCause.DISK_FULL);
                assertThat(told.news).containsExactly("disk full", "well");
            }
        }
        Deletion.remove(root);
        return used;
    }

    @Test
    void an_end_that_the_disk_does_not_take_is_told_and_can_be_said_again() throws Exception {
        DiskWithRoom disk = new DiskWithRoom();
        disk.room.set(100_000);
        try (RecordingStore store = RecordingStore.open(directory, disk, System::nanoTime, told)) {
            RecordingWriter writer = store.begin(NAME, BEGAN);
            new TestTrack(writer.track(TRACK)).appendAll(2, 100);
            while (store.status().storedParts() < 2) {
                Thread.onSpinWait();
            }
            disk.room.set(5);
            assertThatThrownBy(() -> finish(writer)).hasRootCauseMessage("No space left on device");
            assertThat(told.news).containsExactly("disk full");
            assertThatThrownBy(() -> store.finish(NAME, "STOPPED", BEGAN + 2)).isInstanceOf(IOException.class);
            disk.room.set(100_000);
            store.finish(NAME, "STOPPED", BEGAN + 2);

            assertThat(store.read(NAME).contents().isFinished()).isTrue();
            assertThat(store.verify(NAME).faults()).isEmpty();
        }
    }

    @Test
    void a_small_file_system_that_fills_up() throws Exception {
        try (SmallFileSystem small = new SmallFileSystem(directory, 2 << 20);
                RecordingStore store = RecordingStore.open(directory.resolve("recordings"), told)) {
            Path ballast = Files.write(directory.resolve("ballast"), new byte[1 << 20]);
            RecordingWriter writer = store.begin(NAME, BEGAN);
            TestTrack track = new TestTrack(writer.track(TRACK));
            int given = 0;
            while (!told.news.contains("disk full")) {
                track.appendAll(1, 30_000);
                given++;
                while (store.status().queuedBytes() > 0) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                assertThat(given).isLessThan(100);
            }
            int stored = told.parts.size();
            assertThat(stored).isBetween(20, given - 1);
            assertPlays(store.read(NAME), TRACK);
            assertThat(store.verify(NAME).faults()).isEmpty();
            Files.delete(ballast);
            track.appendAll(5, 30_000);
            finish(writer);

            assertThat(told.news).containsExactly("disk full", "well");
            RecordingReader reader = store.read(NAME);
            assertThat(parts(reader.contents(), TRACK)).hasSize(stored + 5);
            assertThat(reader.contents().track(TRACK).orElseThrow().gaps())
                    .extracting(StoredGap::cause)
                    .containsExactly(GapCause.DISK_FULL);
            assertThat(store.verify(NAME).faults()).isEmpty();
            assertPlays(reader, TRACK);
        }
    }
}
