package live.griot.recording.mp4;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Writes the beginning of a track's file: what it is, and no sample (ISO/IEC 14496-12, sections 4.3 and 8; ISO/IEC 23000-19, section 7.3.2).
 * There is one track, with the number 1, no duration and no edit list: parts carry the time. A {@link Movie} has more than one.
 */
public final class InitSegment {
    /** The number of a file's only track. */
    static final int TRACK = 1;
    /** Of a sample with which a decoder can begin: it depends on no other (ISO/IEC 14496-12, section 8.8.3.1). */
    static final int SYNC_SAMPLE = 0x02000000;
    /** Of a sample that depends on others, with which no decoder can begin. */
    static final int OTHER_SAMPLE = 0x01010000;

    private static final int ENABLED_AND_IN_MOVIE = 3;
    /** The volume of a track that is heard as it is. */
    static final int FULL_VOLUME = 0x0100;
    /** A track's language that nobody tells. */
    static final int UNDETERMINED_LANGUAGE = 0x55C4;

    private static final int DATA_IN_THIS_FILE = 1;
    private static final int ENTRIES_HEADER = 8;

    private InitSegment() {}

    /** Returns the init segment of such a track. */
    public static byte[] of(TrackFormat format) {
        return of(List.of(List.of(format)));
    }

    static byte[] of(List<List<TrackFormat>> tracks) {
        BoxWriter to = new BoxWriter();
        to.box("ftyp", () -> to.text("iso6").u32(0).text("iso6cmfcmp41"));
        to.box("moov", () -> {
            to.box("mvhd", 0, 0, () -> {
                to.u32(0).u32(0).u32(tracks.getFirst().getFirst().timescale()).u32(0);
                to.u32(0x00010000).u16(FULL_VOLUME).zeros(10);
                matrix(to);
                to.zeros(24).u32(TRACK + tracks.size());
            });
            for (int i = 0; i < tracks.size(); i++) {
                int number = TRACK + i;
                List<TrackFormat> formats = tracks.get(i);
                to.box("trak", () -> track(to, number, formats));
            }
            to.box("mvex", () -> {
                for (int i = 0; i < tracks.size(); i++) {
                    int number = TRACK + i;
                    int flags = defaultFlags(tracks.get(i).getFirst());
                    to.box("trex", 0, 0, () -> {
                        to.u32(number).u32(1).u32(0).u32(0).u32(flags);
                    });
                }
            });
        });
        return to.toBytes();
    }

    /**
     * Returns the sample entry of an init segment that {@link #of(TrackFormat)} made.
     *
     * @throws IOException when it is none
     */
    static byte[] sampleEntry(byte[] init) throws IOException {
        ByteSource source = ByteSource.of(init);
        BoxWalker boxes = BoxWalker.of(source);
        for (String name : List.of("moov", "trak", "mdia", "minf", "stbl", "stsd")) {
            boxes = boxes == null || !reach(boxes, name) ? null : boxes.into();
        }
        // The number of entries stands before the first, with version and flags.
        int from = boxes == null ? init.length : (int) boxes.position() + ENTRIES_HEADER;
        BoxWalker entries =
                BoxWalker.of(ByteSource.of(Arrays.copyOfRange(init, Math.min(from, init.length), init.length)));
        BoxWalker.Box entry = entries.next().orElseThrow(() -> new IOException("Not the beginning of a track"));
        return Arrays.copyOfRange(init, from, from + (int) entry.end());
    }

    private static boolean reach(BoxWalker boxes, String name) throws IOException {
        Optional<BoxWalker.Box> next = boxes.next();
        while (next.isPresent() && !next.get().is(name)) {
            next = boxes.next();
        }
        return next.isPresent();
    }

    private static int defaultFlags(TrackFormat format) {
        return format.kind() == TrackFormat.Kind.AUDIO ? SYNC_SAMPLE : OTHER_SAMPLE;
    }

    private static void track(BoxWriter to, int number, List<TrackFormat> formats) {
        TrackFormat format = formats.getFirst();
        boolean isAudio = format.kind() == TrackFormat.Kind.AUDIO;
        to.box("tkhd", 0, ENABLED_AND_IN_MOVIE, () -> {
            to.u32(0).u32(0).u32(number).u32(0).u32(0);
            to.zeros(8).u16(0).u16(0).u16(isAudio ? FULL_VOLUME : 0).u16(0);
            matrix(to);
            to.u32((long) largest(formats, TrackFormat::width) << 16);
            to.u32((long) largest(formats, TrackFormat::height) << 16);
        });
        to.box("mdia", () -> {
            to.box("mdhd", 0, 0, () -> {
                to.u32(0)
                        .u32(0)
                        .u32(format.timescale())
                        .u32(0)
                        .u16(UNDETERMINED_LANGUAGE)
                        .u16(0);
            });
            handler(to, isAudio);
            to.box("minf", () -> {
                mediaHeader(to, isAudio);
                to.box("stbl", () -> samples(to, formats));
            });
        });
    }

    /** Says whether a track is of sound or of pictures. */
    static void handler(BoxWriter to, boolean isAudio) {
        to.box("hdlr", 0, 0, () -> {
            to.u32(0).text(isAudio ? "soun" : "vide").zeros(12).zeros(1); // no name
        });
    }

    /** Writes what stands before the sample tables of either. */
    static void mediaHeader(BoxWriter to, boolean isAudio) {
        if (isAudio) {
            to.box("smhd", 0, 0, () -> to.u32(0));
        } else {
            to.box("vmhd", 0, 1, () -> to.zeros(8));
        }
        to.box("dinf", () -> to.box("dref", 0, 0, () -> to.u32(1).box("url ", 0, DATA_IN_THIS_FILE, () -> {})));
    }

    private static int largest(List<TrackFormat> formats, ToIntFunction<TrackFormat> of) {
        return formats.stream().mapToInt(of).max().orElse(0);
    }

    private static void samples(BoxWriter to, List<TrackFormat> formats) {
        to.box("stsd", 0, 0, () -> {
            to.u32(formats.size());
            formats.forEach(format -> to.raw(format.sampleEntry()));
        });
        to.box("stts", 0, 0, () -> to.u32(0));
        to.box("stsc", 0, 0, () -> to.u32(0));
        to.box("stsz", 0, 0, () -> to.u32(0).u32(0));
        to.box("stco", 0, 0, () -> to.u32(0));
    }

    /** Writes the matrix that leaves a picture as it is. */
    static void matrix(BoxWriter to) {
        to.u32(0x00010000).zeros(12).u32(0x00010000).zeros(12).u32(0x40000000);
    }
}
