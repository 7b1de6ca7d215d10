package live.griot.recording.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Files that are anything at all: the walker stays within them and the scanner finds what is whole, if anything is. */
class HostileFilesTest {
    private static final TrackFormat FORMAT = AudioFormats.opus(2);

    private static byte[] file(int parts) {
        ByteBuffer file = ByteBuffer.allocate(100_000).put(InitSegment.of(FORMAT));
        for (int i = 0; i < parts; i++) {
            file.put(part(i + 1, i * 2_000L));
        }
        return Arrays.copyOf(file.array(), file.position());
    }

    private static byte[] part(long number, long time) {
        return MediaPart.of(
                FORMAT,
                number,
                time,
                List.of(new Sample(new byte[50], 960, true), new Sample(new byte[60], 1_040, true)));
    }

    private static PartScanner.Scan scan(byte[] file) throws IOException {
        PartScanner.Scan found = PartScanner.scan(ByteSource.of(file));
        assertThat(found.wholeEnd()).isBetween(0L, (long) file.length);
        long end = found.initEnd();
        long time = 0;
        for (ScannedPart part : found.parts()) {
            assertThat(part.start()).isEqualTo(end);
            assertThat(part.end()).isGreaterThan(part.start());
            assertThat(part.decodeTime()).isGreaterThanOrEqualTo(time);
            assertThat(part.duration()).isPositive();
            end = part.end();
            time = part.endTime();
        }
        return found;
    }

    @Property(tries = 1_000)
    void any_bytes_hold_only_whole_parts(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
        scan(bytes);
    }

    @Property(tries = 3_000)
    void a_file_that_was_changed_anywhere_holds_only_whole_parts(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] file = file(3);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(file.length);
            if (random.nextBoolean()) {
                file[at] ^= (byte) (1 << random.nextInt(8));
            } else {
                byte[] number = new byte[] {-1, -1, -1, (byte) random.nextInt(), 0, 0, 0, 0};
                System.arraycopy(number, random.nextInt(5), file, at, Math.min(4, file.length - at));
            }
        }
        scan(file);
    }

    /** What a stranger's file says of its samples lies within the file, or is nothing. */
    @Property(tries = 2_000)
    void a_part_and_an_init_segment_that_were_changed_anywhere_say_what_can_be_or_nothing(@ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        byte[] init = changed(InitSegment.of(FORMAT), random);
        byte[] part = changed(part(1, 48_000), random);

        SampleDescription.read(ByteSource.of(init)).ifPresent(read -> {
            assertThat(read.timescale()).isPositive();
            assertThat(read.entry().length).isBetween(8, init.length);
            assertThat(read.width()).isBetween(0, 0xFFFF);
        });
        PartSamples.read(ByteSource.of(part)).ifPresent(read -> {
            long bytes = 0;
            for (int i = 0; i < read.count(); i++) {
                bytes += read.size(i);
                assertThat(read.duration(i)).isPositive();
            }
            assertThat(read.dataStart() + bytes).isEqualTo(part.length);
        });
    }

    private static byte[] changed(byte[] bytes, Random random) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    @Test
    void an_init_segment_and_a_part_say_what_was_written() throws IOException {
        SampleDescription description =
                SampleDescription.read(ByteSource.of(InitSegment.of(FORMAT))).orElseThrow();
        PartSamples samples = PartSamples.read(ByteSource.of(part(1, 48_000))).orElseThrow();

        assertThat(description.forBoth(SampleDescription.of(FORMAT))).contains(description);
        assertThat(description.isOpus()).isTrue();
        assertThat(samples.decodeTime()).isEqualTo(48_000);
        assertThat(List.of(samples.size(0), samples.size(1), samples.duration(0), samples.duration(1)))
                .containsExactly(50L, 60L, 960L, 1_040L);
        assertThat(PartSamples.read(ByteSource.of(file(1)))).isEmpty();
    }

    @Test
    void a_part_whose_head_became_zeros_is_none() throws IOException {
        byte[] file = file(4);
        int whole = file(3).length;
        int data = file.length - 50 - 60;
        for (int from = whole; from < data; from++) {
            byte[] torn = Arrays.copyOf(Arrays.copyOf(file, from), file.length);
            // Of the last numbers, some bytes are zeros anyway.
            assertThat(scan(torn).wholeEnd()).isEqualTo(Arrays.equals(torn, file) ? file.length : whole);
        }
    }

    @Test
    void a_piece_without_an_init_segment_has_its_parts() throws IOException {
        PartScanner.Scan found = scan(part(7, 1L << 40));

        assertThat(found.initEnd()).isZero();
        assertThat(found.isWhole()).isTrue();
        assertThat(found.parts())
                .singleElement()
                .isEqualTo(new ScannedPart(0, found.length(), 7, 1L << 40, 2_000, 2, true));
    }

    @Test
    void a_part_that_goes_back_in_time_is_not_taken() throws IOException {
        byte[] init = InitSegment.of(FORMAT);
        byte[] first = part(1, 5_000);
        byte[] back = part(2, 4_000);
        ByteBuffer file = ByteBuffer.allocate(init.length + first.length + back.length);
        file.put(init).put(first).put(back);

        assertThat(scan(file.array()).wholeEnd()).isEqualTo(init.length + (long) first.length);
    }

    @Test
    void a_time_that_no_number_can_hold_is_not_taken() throws IOException {
        byte[] part = part(1, 0);
        int time = new String(part, StandardCharsets.ISO_8859_1).indexOf("tfdt") + 8;
        for (long wrong : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1_999}) {
            ByteBuffer.wrap(part).putLong(time, wrong);
            assertThat(scan(part).parts()).isEmpty();
        }
        ByteBuffer.wrap(part).putLong(time, Long.MAX_VALUE - 2_000);
        assertThat(scan(part).parts()).hasSize(1);
    }

    @Test
    void boxes_within_boxes_are_walked_no_deeper_than_may_be() throws IOException {
        int depth = 1_000;
        ByteBuffer nested = ByteBuffer.allocate(8 * depth);
        for (int i = 0; i < depth; i++) {
            nested.putInt(8 * (depth - i)).putInt(BoxWalker.typeOf("moov"));
        }
        BoxWalker walker = BoxWalker.of(ByteSource.of(nested.array()));
        int reached = 0;
        for (BoxWalker next = walker; next != null; next = next.into()) {
            assertThat(next.next()).isPresent();
            reached++;
        }
        assertThat(reached).isEqualTo(BoxWalker.MAX_DEPTH);
    }

    @Test
    void a_box_larger_than_what_is_there_ends_the_walk() throws IOException {
        for (String box : List.of("00000009", "00000000", "00000007", "7fffffff", "ffffffff")) {
            byte[] bytes = new byte[8];
            ByteBuffer.wrap(bytes).putInt(Integer.parseUnsignedInt(box, 16)).putInt(BoxWalker.typeOf("free"));
            assertWalksNothing(bytes);
        }
        for (long size : new long[] {0, 15, 17, Long.MAX_VALUE, -1}) {
            byte[] bytes = new byte[16];
            ByteBuffer.wrap(bytes).putInt(1).putInt(BoxWalker.typeOf("free")).putLong(size);
            assertWalksNothing(bytes);
        }
    }

    private static void assertWalksNothing(byte[] bytes) throws IOException {
        BoxWalker walker = BoxWalker.of(ByteSource.of(bytes));
        assertThat(walker.next()).isEmpty();
        assertThat(walker.isWhole()).isFalse();
        assertThat(walker.position()).isZero();
    }

    @Test
    void a_box_with_a_wide_size_is_one() throws IOException {
        byte[] bytes = new byte[20];
        ByteBuffer.wrap(bytes).putInt(1).putInt(BoxWalker.typeOf("free")).putLong(20);
        BoxWalker walker = BoxWalker.of(ByteSource.of(bytes));

        assertThat(walker.next()).contains(new BoxWalker.Box(BoxWalker.typeOf("free"), 0, 16, 20));
        assertThat(walker.isWhole()).isTrue();
    }
}
