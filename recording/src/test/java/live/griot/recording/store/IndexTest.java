package live.griot.recording.store;

import static live.griot.recording.store.Recorded.NAME;
import static live.griot.recording.store.Recorded.TRACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import live.griot.recording.mp4.TrackFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** An index is what was written, or it is passed over: lines that anything may have happened to, and lines that anybody may have written. */
class IndexTest {
    private static final TrackName STEM = TrackName.stem("01-MOUSSA_");

    /** A small recording's, with a line of each kind. */
    private static final List<IndexRecord> LINES = List.of(
            new IndexRecord.Begun(NAME, 1_700_000_000_000L),
            new IndexRecord.StateChanged(new StateChange(RecordingState.RECORDING, "WISHED", 5)),
            new IndexRecord.RunAdded(new StoredRun(
                    TRACK, 1, 0, 700, 0xCAFEBABE, TrackFormat.Kind.VIDEO, "avc1.42e01f", 90_000, 1280, 720)),
            part(TRACK, 1, 0, 100, 0),
            part(TRACK, 1, 100, 50, 45_000),
            new IndexRecord.SegmentSealed(TRACK, 1, 150),
            new IndexRecord.RunAdded(new StoredRun(STEM, 1, 0, 500, 7, TrackFormat.Kind.AUDIO, "opus", 48_000, 0, 0)),
            part(STEM, 1, 0, 10, 0),
            new IndexRecord.GapAdded(new StoredGap(TRACK, 90_000, 180_000, GapCause.DISK_FULL)),
            part(TRACK, 2, 0, 70, 180_000),
            new IndexRecord.SegmentCut(TRACK, 2, 0),
            new IndexRecord.PresenceChanged(new Presence("01AWA", Presence.Medium.PICTURE, true, 3)),
            new IndexRecord.PresenceChanged(new Presence("01AWA", Presence.Medium.PICTURE, false, 8)),
            new IndexRecord.StateChanged(new StateChange(RecordingState.FINISHED, "NODE_LOST", 9)));

    private static IndexRecord part(TrackName track, long segment, long offset, int length, long start) {
        return new IndexRecord.PartAdded(
                new StoredPart(track, segment, 1, offset, length, start, 45_000, 15, true, -1));
    }

    private static byte[] file(List<IndexRecord> lines) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        lines.forEach(line -> file.writeBytes(IndexLine.of(line)));
        return file.toByteArray();
    }

    private static IndexReader read(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("index", "");
        try {
            IndexReader reader = new IndexReader(Files.write(file, bytes), NAME);
            reader.read();
            assertSound(reader, bytes.length);
            return reader;
        } finally {
            Files.delete(file);
        }
    }

    /** What has to hold, whatever an index has. */
    private static void assertSound(IndexReader reader, int length) {
        assertThat(reader.goodEnd()).isBetween(0L, (long) length);
        assertThat(reader.tornBytes()).isEqualTo(length - reader.goodEnd());
        for (StoredTrack track : reader.contents().tracks()) {
            long time = 0;
            long before = 0;
            for (StoredSegment segment : track.segments()) {
                assertThat(segment.number()).isGreaterThan(before);
                before = segment.number();
                long end = 0;
                assertThat(segment.parts()).isNotEmpty();
                for (StoredPart part : segment.parts()) {
                    assertThat(part.offset()).isGreaterThanOrEqualTo(end);
                    assertThat(part.start()).isGreaterThanOrEqualTo(time);
                    assertThat(part.run()).isBetween(1L, track.lastRun());
                    end = part.end();
                    time = part.endTime();
                }
            }
        }
    }

    @Test
    void every_line_is_read_as_it_was_written_and_a_person_can_read_it() throws IOException {
        for (IndexRecord line : LINES) {
            assertThat(IndexLine.read(IndexLine.of(line))).isEqualTo(line);
        }
        assertThat(new String(IndexLine.of(LINES.get(4)), StandardCharsets.US_ASCII))
                .matches("part p 1 1 100 50 45000 45000 15 key ffffffff [0-9a-f]{8}\n");
        RecordingContents contents = read(file(LINES)).contents();
        assertThat(contents.isFinished()).isTrue();
        assertThat(contents.bytes()).isEqualTo(160);
        assertThat(contents.track(TRACK).orElseThrow().segments()).hasSize(1);
    }

    @Test
    void a_file_cut_off_at_any_byte_has_the_lines_before_it() throws IOException {
        byte[] all = file(LINES);
        for (int length = 0; length <= all.length; length++) {
            IndexReader reader = read(Arrays.copyOf(all, length));
            int whole = 0;
            while (whole < LINES.size() && file(LINES.subList(0, whole + 1)).length <= length) {
                whole++;
            }
            assertThat(reader.goodEnd()).isEqualTo(file(LINES.subList(0, whole)).length);
            assertThat(reader.damagedLines()).isZero();
        }
    }

    @Test
    void a_line_that_was_changed_at_any_bit_is_passed_over_and_the_others_are_read() throws IOException {
        byte[] all = file(LINES);
        int from = file(LINES.subList(0, 8)).length;
        int to = file(LINES.subList(0, 9)).length;
        for (int at = from; at < to; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = all.clone();
                changed[at] ^= (byte) (1 << bit);
                IndexReader reader = read(changed);
                assertThat(reader.damagedLines()).isPositive();
                assertThat(reader.contents().isFinished()).isTrue();
                assertThat(reader.contents().track(TRACK).orElseThrow().gaps()).isEmpty();
            }
        }
    }

    @Test
    void an_index_of_another_recording_is_none() throws IOException {
        List<IndexRecord> others = new ArrayList<>(LINES);
        others.set(0, new IndexRecord.Begun(new RecordingName("OTHER"), 1));
        IndexReader reader = read(file(others));
        assertThat(reader.contents().hasBegun()).isFalse();
        assertThat(reader.contents().tracks()).isEmpty();
    }

    @Test
    void lines_that_are_none_are_not_read() {
        for (String text : List.of(
                "",
                "part",
                "seal p 1",
                "seal p +1 5",
                "seal p 01 5",
                "seal p 1 -5",
                "seal p 1 0",
                "seal ../p 1 5",
                "seal p 1 99999999999999999999",
                "seal  p 1 5",
                "seal p 1 5 6",
                "cut p 1 -1",
                "gap p 5 5 LOST",
                "gap p 5 6 NEVER",
                "state FINISHED lower 1",
                "begun 2 01ABC 1",
                "begun 1 ../x 1",
                "part p 1 1 0 5 9223372036854775807 1 1 key 00000000",
                "part p 1 1 9223372036854775807 5 0 1 1 key 00000000",
                "part p 1 1 0 8388609 0 1 1 key 00000000",
                "part p 1 1 0 5 0 1 1 maybe 00000000",
                "part p 1 1 0 5 0 1 1 key 0000000",
                "run p 1 0 5 00000000 VIDEO a/b 1 1 1")) {
            byte[] content = (text + " ").getBytes(StandardCharsets.US_ASCII);
            String line = text + " " + "%08x".formatted(Checksum.of(content)) + "\n";
            assertThat(IndexLine.read(line.getBytes(StandardCharsets.US_ASCII)))
                    .as(text)
                    .isNull();
        }
    }

    @Property(tries = 1_000)
    void any_bytes_are_no_index(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
        assertThat(read(bytes).contents().hasBegun()).isFalse();
    }

    @Property(tries = 500)
    void any_bytes_among_the_lines_cost_no_other_line(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] noise = new byte[random.nextInt(3 * StoreLimits.LINE_BYTES) + 1];
        random.nextBytes(noise);
        noise[noise.length - 1] = '\n';
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int at = random.nextInt(LINES.size());
        file.writeBytes(file(LINES.subList(0, at)));
        file.writeBytes(noise);
        file.writeBytes(file(LINES.subList(at, LINES.size())));
        IndexReader reader = read(file.toByteArray());
        assertThat(reader.contents().bytes()).isEqualTo(160);
        assertThat(reader.damagedLines()).isPositive();
        assertThat(reader.tornBytes()).isZero();
    }

    @Property(tries = 500)
    void lines_in_any_order_make_no_part_stand_in_another(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<IndexRecord> lines = new ArrayList<>();
        lines.add(LINES.getFirst());
        for (int i = random.nextInt(40); i >= 0; i--) {
            lines.add(
                    random.nextBoolean()
                            ? LINES.get(random.nextInt(LINES.size()))
                            : part(
                                    random.nextBoolean() ? TRACK : STEM,
                                    1 + random.nextInt(3),
                                    random.nextInt(200),
                                    1 + random.nextInt(100),
                                    random.nextInt(100_000)));
        }
        read(file(lines));
    }

    @Test
    void a_hundred_thousand_segments_are_read_and_one_is_found() throws IOException {
        int segments = 100_000;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        LINES.subList(0, 3).forEach(line -> file.writeBytes(IndexLine.of(line)));
        for (int i = 1; i <= segments; i++) {
            file.writeBytes(IndexLine.of(part(TRACK, i, 0, 1_000, i * 45_000L)));
            file.writeBytes(IndexLine.of(new IndexRecord.SegmentSealed(TRACK, i, 1_000)));
        }
        StoredTrack track = read(file.toByteArray()).contents().track(TRACK).orElseThrow();
        assertThat(track.segments()).hasSize(segments).allMatch(StoredSegment::isSealed);
        assertThat(track.segment(70_001).orElseThrow().start()).isEqualTo(70_001 * 45_000L);
    }

    @Test
    void a_file_that_grows_is_read_on_from_where_it_was() throws IOException {
        byte[] all = file(LINES);
        Path file = Files.createTempFile("index", "");
        IndexReader growing = new IndexReader(file, NAME);
        for (int length = 0; length <= all.length; length += 7) {
            Files.write(file, Arrays.copyOf(all, length));
            growing.read();
            assertSound(growing, length);
        }
        Files.write(file, all);
        growing.read();
        assertThat(growing.goodEnd()).isEqualTo(all.length);
        assertThat(growing.damagedLines()).isZero();
        assertThat(growing.contents().bytes()).isEqualTo(160);
        Files.delete(file);
    }
}
