package live.griot.recording.mp4;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import live.griot.recording.mp4.BoxWalker.Box;

/**
 * Puts the tracks of a recording into one fragmented file: the init segments of all their runs become one, in which each run is a sample
 * description, and parts say which track they are of, and which description they need (ISO/IEC 14496-12, sections 8.5.2 and 8.8.7). The
 * samples' bytes stay as they are.
 */
public final class Movie {
    private static final int DESCRIPTION = 0x02;
    private static final int DATA_OFFSET = 0x01;
    private static final int FLAGS = 0xFFFFFF;
    /** Version and flags, and the number of the track. */
    private static final int TRACK_END = 8;
    /** Version and flags, how many samples there are, and where their bytes are. */
    private static final int DATA_OFFSET_END = 12;

    private static final int BOX_HEADER = 8;
    private static final int WIDE = 1;

    private Movie() {}

    /**
     * Returns the beginning of the file.
     *
     * @param tracks by their number, the first for 1: the formats of each, by the number of the description, the first for 1; one at least,
     *     and all of a track of one kind and with one timescale
     */
    public static byte[] init(List<List<TrackFormat>> tracks) {
        return InitSegment.of(tracks);
    }

    /**
     * Returns a part as it stands in the file.
     *
     * @param stored as {@link MediaPart} wrote it
     * @param track the number of its track
     * @param description the number of its run's format
     * @param sequenceNumber larger than that of the part before it in the file
     * @param decodeTime of its first sample, in units of the track's timescale
     * @throws IOException when it is no such part
     */
    public static byte[] part(byte[] stored, int track, int description, long sequenceNumber, long decodeTime)
            throws IOException {
        ByteSource source = ByteSource.of(stored);
        BoxWalker boxes = BoxWalker.of(source);
        Box moof = expect(boxes.next(), "moof");
        BoxWalker fragments = into(boxes);
        expect(fragments.next(), "mfhd");
        expect(fragments.next(), "traf");
        BoxWalker fields = into(fragments);
        byte[] head = content(source, expect(fields.next(), "tfhd"), TRACK_END);
        expect(fields.next(), "tfdt");
        byte[] run = content(source, expect(fields.next(), "trun"), DATA_OFFSET_END);
        Box data = expect(boxes.next(), "mdat");
        int headFlags = number(head, 0) & FLAGS;
        if (data.start() != moof.end()
                || (headFlags & DESCRIPTION) != 0
                || (number(run, 0) & DATA_OFFSET) == 0
                || boxes.next().isPresent()) {
            throw noPart();
        }
        BoxWriter to = new BoxWriter();
        int[] dataOffset = new int[1];
        to.box("moof", () -> {
            to.box("mfhd", 0, 0, () -> to.u32(sequenceNumber));
            to.box("traf", () -> {
                to.box("tfhd", 0, headFlags | DESCRIPTION, () -> {
                    to.u32(track).u32(description).raw(head, TRACK_END);
                });
                to.box("tfdt", WIDE, 0, () -> to.u64(decodeTime));
                to.box("trun", () -> {
                    dataOffset[0] = to.size() + DATA_OFFSET_END - 4;
                    to.raw(run, 0);
                });
            });
        });
        to.patch32(dataOffset[0], to.size() + (long) BOX_HEADER);
        byte[] part = new byte[Math.toIntExact(to.size() + stored.length - moof.end())];
        to.copyTo(part);
        System.arraycopy(stored, (int) moof.end(), part, to.size(), part.length - to.size());
        return part;
    }

    private static BoxWalker into(BoxWalker boxes) throws IOException {
        BoxWalker inside = boxes.into();
        if (inside == null) {
            throw noPart();
        }
        return inside;
    }

    private static Box expect(Optional<Box> found, String type) throws IOException {
        return found.filter(box -> box.is(type)).orElseThrow(Movie::noPart);
    }

    private static byte[] content(ByteSource source, Box box, int least) throws IOException {
        byte[] content = new byte[Math.toIntExact(box.end() - box.content())];
        if (content.length < least) {
            throw noPart();
        }
        source.read(box.content(), content, 0, content.length);
        return content;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }

    private static IOException noPart() {
        return new IOException("Not a part of a recording");
    }
}
