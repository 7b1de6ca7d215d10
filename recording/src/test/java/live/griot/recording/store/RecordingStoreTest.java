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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import live.griot.recording.frame.Gap;
import live.griot.recording.frame.RecordedPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored is read back, byte for byte, in files of its own. */
class RecordingStoreTest {
    @TempDir
    Path directory;

    private final ToldStore told = new ToldStore();
    private RecordingStore store;

    @BeforeEach
    void open() throws IOException {
        store = RecordingStore.open(directory.resolve("recordings"), told);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void until(int parts) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (told.parts.size() < parts) {
            assertThat(System.nanoTime()).as("%d parts stored", parts).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void what_was_recorded_is_read_back_byte_for_byte() throws Exception {
        RecordingWriter writer = store.begin(NAME, BEGAN);
        writer.become(new StateChange(RecordingState.RECORDING, "WISHED", BEGAN));
        TestTrack track = new TestTrack(writer.track(TRACK));
        TrackName stem = TrackName.stem("01MOUSSA");
        TestTrack other = new TestTrack(writer.track(stem));
        RecordedPart first = track.next(300, true);
        writer.track(TRACK).append(first);
        track.appendAll(8, 300);
        other.appendAll(3, 40);
        track.beginRun();
        track.appendAll(2, 100);
        writer.track(TRACK).gap(new Gap(track.time(), track.time() + 5, Gap.Cause.NOTHING_CAME));
        finish(writer);

        RecordingReader reader = store.read(NAME);
        RecordingContents contents = reader.contents();
        assertThat(contents.beganMillis()).isEqualTo(BEGAN);
        assertThat(contents.tracks()).extracting(StoredTrack::name).containsExactly(TRACK, stem);
        assertThat(contents.states())
                .extracting(StateChange::state)
                .containsExactly(RecordingState.RECORDING, RecordingState.FINISHED);
        StoredTrack programme = contents.track(TRACK).orElseThrow();
        assertThat(programme.runs()).extracting(StoredRun::codecs).containsExactly("opus", "opus");
        assertThat(programme.segments()).extracting(StoredSegment::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(programme.segments()).allMatch(StoredSegment::isSealed);
        assertThat(programme.gaps())
                .containsExactly(new StoredGap(TRACK, track.time(), track.time() + 5, GapCause.NOTHING_CAME));
        assertThat(parts(contents, TRACK)).hasSize(11).isSubsetOf(told.parts);
        StoredPart read = parts(contents, TRACK).getFirst();
        try (InputStream bytes = reader.open(TRACK, programme.segment(1).orElseThrow(), read.offset(), read.length())) {
            assertThat(bytes.readAllBytes()).isEqualTo(first.bytes());
        }
        assertPlays(reader, TRACK);
        assertPlays(reader, stem);
        assertThat(store.verify(NAME).faults()).isEmpty();
        assertThat(store.verify(NAME).parts()).isEqualTo(14);
        assertThat(told.news).isEmpty();
        assertThat(store.status().storedParts()).isEqualTo(14);
    }

    @Test
    void only_the_owner_can_read_any_of_it() throws Exception {
        RecordingWriter writer = store.begin(NAME, BEGAN);
        new TestTrack(writer.track(TRACK)).appendAll(5, 10);
        finish(writer);

        try (Stream<Path> all = Files.walk(directory.resolve("recordings"))) {
            for (Path path : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void a_segment_is_read_while_it_is_written() throws Exception {
        RecordingWriter writer = store.begin(NAME, BEGAN);
        TestTrack track = new TestTrack(writer.track(TRACK));
        track.appendAll(2, 500);
        until(2);
        RecordingReader reader = store.read(NAME);
        StoredSegment growing =
                reader.contents().track(TRACK).orElseThrow().segment(1).orElseThrow();
        assertThat(growing.isSealed()).isFalse();
        assertPlays(reader, TRACK);

        try (InputStream opened = reader.open(TRACK, growing, 0, growing.length())) {
            long length = growing.length();
            track.appendAll(3, 500);
            until(5);
            assertThat(opened.readAllBytes()).hasSize((int) length);
        }
        assertThat(growing.parts()).hasSize(2);
        reader.refresh();
        assertThat(growing.parts()).hasSize(4);
        assertPlays(reader, TRACK);
        assertThatThrownBy(() -> reader.open(TRACK, growing, 1, growing.length()))
                .isInstanceOf(IndexOutOfBoundsException.class);
        finish(writer);
    }

    @Test
    void a_recording_that_was_not_finished_goes_on_with_numbers_of_its_own() throws Exception {
        RecordingWriter writer = store.begin(NAME, BEGAN);
        TestTrack track = new TestTrack(writer.track(TRACK));
        track.appendAll(6, 50);
        close();
        open();

        assertThat(store.recover().recovered()).hasSize(1);
        RecordingWriter again = store.resume(NAME);
        TestTrack more = new TestTrack(again.track(TRACK), track.time() + 7, 4);
        more.appendAll(2, 50);
        finish(again);

        StoredTrack found = store.read(NAME).contents().track(TRACK).orElseThrow();
        assertThat(found.segments()).extracting(StoredSegment::number).containsExactly(1L, 2L, 3L);
        assertThat(found.segments()).extracting(StoredSegment::run).containsExactly(1L, 1L, 2L);
        assertThat(store.verify(NAME).faults()).isEmpty();
        assertPlays(store.read(NAME), TRACK);
        assertThat(store.recover().recovered()).isEmpty();
        assertThatThrownBy(() -> store.resume(NAME)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void parts_that_go_back_in_time_or_among_segments_are_left_out() throws Exception {
        RecordingWriter writer = store.begin(NAME, BEGAN);
        TrackWriter to = writer.track(TRACK);
        TestTrack track = new TestTrack(to);
        RecordedPart first = track.next(10, true);
        to.append(first);
        track.appendAll(4, 10);
        to.append(first);
        RecordedPart late = track.next(10, true);
        to.append(new RecordedPart(1, 9, late.start(), 960, 1, true, false, late.bytes()));
        finish(writer);

        assertThat(parts(store.read(NAME).contents(), TRACK)).hasSize(5);
        assertThat(store.status().droppedParts()).isEqualTo(2);
        assertThat(store.verify(NAME).faults()).isEmpty();
    }

    @Test
    void a_part_larger_than_one_may_be_is_left_out_with_a_gap() throws Exception {
        RecordingWriter writer = store.begin(NAME, BEGAN);
        TestTrack track = new TestTrack(writer.track(TRACK));
        assertThat(track.append(StoreLimits.PART_BYTES)).isFalse();
        finish(writer);

        assertThat(store.read(NAME).contents().track(TRACK).orElseThrow().gaps())
                .containsExactly(new StoredGap(TRACK, 0, TestTrack.DURATION, GapCause.LIMIT));
        assertThat(told.news).containsExactly("dropping LIMIT");
    }

    @Test
    void an_index_that_is_there_is_not_overwritten() throws Exception {
        RecordingWriter writer = store.begin(NAME, BEGAN);
        new TestTrack(writer.track(TRACK)).appendAll(1, 10);
        finish(writer);
        RecordingWriter again = store.begin(NAME, BEGAN + 5);
        new TestTrack(again.track(TRACK)).append(10);

        assertThatThrownBy(() -> finish(again)).hasRootCauseInstanceOf(IOException.class);
        assertThat(told.news).containsExactly("failed");
        assertThat(store.read(NAME).contents().beganMillis()).isEqualTo(BEGAN);
        assertThat(store.verify(NAME).faults()).isEmpty();
    }

    @Test
    void deletion_leaves_nothing_also_of_what_is_being_written_or_read() throws Exception {
        RecordingWriter writer = store.begin(NAME, BEGAN);
        TestTrack track = new TestTrack(writer.track(TRACK));
        track.appendAll(5, 500);
        until(5);
        RecordingReader reader = store.read(NAME);
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "stays");
        Files.createSymbolicLink(directory.resolve("recordings/01ABC/link"), elsewhere);
        StoredSegment segment =
                reader.contents().track(TRACK).orElseThrow().segment(1).orElseThrow();
        try (InputStream watched = reader.open(TRACK, segment, 0, segment.length())) {
            store.delete(NAME);
            assertThat(watched.readAllBytes()).hasSize((int) segment.length());
        }
        track.append(500);
        store.delete(NAME);

        assertThat(RecordingFiles.list(directory.resolve("recordings")))
                .containsExactly(directory.resolve("recordings/.lock"));
        assertThat(elsewhere).hasContent("stays");
        assertThatThrownBy(reader::refresh).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.read(NAME)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_second_store_is_refused() {
        assertThatThrownBy(() -> RecordingStore.open(directory.resolve("recordings"), told))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another process");
    }

    @Test
    void what_a_listener_throws_stops_nothing() throws Exception {
        close();
        StoreListener broken = new ListenerThatThrows();
        try (RecordingStore other = RecordingStore.open(directory.resolve("recordings"), broken)) {
            RecordingWriter writer = other.begin(NAME, BEGAN);
            new TestTrack(writer.track(TRACK)).appendAll(3, 10);
            finish(writer);
            assertThat(parts(other.read(NAME).contents(), TRACK)).hasSize(3);
            assertThat(other.status().listenerFaults()).isEqualTo(4);
        }
        open();
    }

    @Test
    void names_are_no_way_to_another_directory() {
        for (String name : List.of("", ".", "..", "A/B", "A\\B", "/", "A\0", "a", "A.", "A B", "Ä", "A".repeat(65))) {
            assertThatThrownBy(() -> new RecordingName(name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> TrackName.stem(name)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : List.of("", "..", "index", "x", "P", "p/", "s-", "s-../..", "m-", "m-A", "p\n")) {
            assertThatThrownBy(() -> new TrackName(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_link_in_the_place_of_a_file_is_not_followed() throws Exception {
        RecordingWriter writer = store.begin(NAME, BEGAN);
        TestTrack track = new TestTrack(writer.track(TRACK));
        track.appendAll(4, 10);
        until(4);
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "stays");
        Files.createSymbolicLink(directory.resolve("recordings/01ABC/p/2.m4s"), elsewhere);
        track.appendAll(5, 10);
        until(5);
        finish(writer);

        assertThat(elsewhere).hasContent("stays");
        assertThat(told.news).containsExactly("failed", "well");
        assertThat(told.gaps).hasSize(1);
    }

    private static final class ListenerThatThrows implements StoreListener {
        @Override
        public void stored(RecordingName recording, StoredRun run, StoredPart part) {
            throw new IllegalStateException("stored");
        }

        @Override
        public void sealed(RecordingName recording, TrackName track, long segment) {
            throw new IllegalStateException("sealed");
        }

        @Override
        public void missed(RecordingName recording, StoredGap gap) {}

        @Override
        public void dropping(RecordingName recording, TrackName track, GapCause cause) {}

        @Override
        public void caughtUp(RecordingName recording, TrackName track) {}

        @Override
        public void diskFull(RecordingName recording, IOException why) {}

        @Override
        public void failed(RecordingName recording, Exception why) {}

        @Override
        public void well(RecordingName recording) {}
    }
}
