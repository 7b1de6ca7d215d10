package live.griot.recording.mp4;

import java.util.ArrayList;
import java.util.List;

/**
 * An MP4 file that begins with all that a player has to know, and has the samples behind it (ISO/IEC 14496-12, section 4): {@code ftyp}, {@code
 * moov}, {@code mdat}. Here are its tables; whoever has the samples writes them behind {@link #head}, in the order in which they were added.
 * There are no edit lists: all tracks begin at 0. Not thread-safe.
 */
public final class ProgressiveMovie {
    private static final int MILLIS = 1_000;
    private static final int ENABLED_AND_IN_MOVIE = 3;
    private static final int WIDE_HEADER = 16;

    private final List<ProgressiveTrack> tracks = new ArrayList<>();
    private long dataLength;

    /** Adds a track. */
    public ProgressiveTrack track(SampleDescription description) {
        ProgressiveTrack track = new ProgressiveTrack(description);
        tracks.add(track);
        return track;
    }

    /**
     * Adds samples of a part, whose bytes come behind those that were added before.
     *
     * @param first the first of them, from 0
     * @param count how many, 1 or more
     */
    public void add(ProgressiveTrack track, PartSamples part, int first, int count) {
        track.chunk(dataLength, count);
        for (int i = first; i < first + count; i++) {
            track.sample(part.size(i), part.duration(i), part.isKeyFrame(i));
            dataLength += part.size(i);
        }
    }

    /** Adds so many samples of the same size and length, with each of which a decoder can begin. */
    public void addEven(ProgressiveTrack track, int size, long duration, int count) {
        track.chunk(dataLength, count);
        for (int i = 0; i < count; i++) {
            track.sample(size, duration, true);
        }
        dataLength += (long) size * count;
    }

    /** Returns how many bytes the samples have. */
    public long dataLength() {
        return dataLength;
    }

    /** Returns all that comes before the samples. */
    public byte[] head() {
        int length = head(0).length; // The tables are as long, wherever the data begins.
        return head(length);
    }

    private byte[] head(long dataStart) {
        BoxWriter to = new BoxWriter();
        to.box("ftyp", () -> to.text("isom").u32(0x200).text("isomiso2mp41"));
        to.box("moov", () -> {
            to.box("mvhd", 1, 0, () -> {
                to.u64(0).u64(0).u32(MILLIS).u64(millis());
                to.u32(0x00010000).u16(InitSegment.FULL_VOLUME).zeros(10);
                InitSegment.matrix(to);
                to.zeros(24).u32(tracks.size() + 1L);
            });
            for (int i = 0; i < tracks.size(); i++) {
                int number = i + 1;
                ProgressiveTrack track = tracks.get(i);
                to.box("trak", () -> write(to, track, number, dataStart));
            }
        });
        to.u32(1).text("mdat").u64(WIDE_HEADER + dataLength);
        return to.toBytes();
    }

    private long millis() {
        return tracks.stream().mapToLong(ProgressiveMovie::millis).max().orElse(0);
    }

    private static long millis(ProgressiveTrack track) {
        long timescale = track.description().timescale();
        return track.end() / timescale * MILLIS + track.end() % timescale * MILLIS / timescale;
    }

    private static void write(BoxWriter to, ProgressiveTrack track, int number, long dataStart) {
        SampleDescription of = track.description();
        boolean isAudio = of.kind() == TrackFormat.Kind.AUDIO;
        to.box("tkhd", 1, ENABLED_AND_IN_MOVIE, () -> {
            to.u64(0).u64(0).u32(number).u32(0).u64(millis(track));
            to.zeros(8).u16(0).u16(0).u16(isAudio ? InitSegment.FULL_VOLUME : 0).u16(0);
            InitSegment.matrix(to);
            to.u32((long) of.width() << 16).u32((long) of.height() << 16);
        });
        to.box("mdia", () -> {
            to.box("mdhd", 1, 0, () -> {
                to.u64(0).u64(0).u32(of.timescale()).u64(track.end());
                to.u16(InitSegment.UNDETERMINED_LANGUAGE).u16(0);
            });
            InitSegment.handler(to, isAudio);
            to.box("minf", () -> {
                InitSegment.mediaHeader(to, isAudio);
                to.box("stbl", () -> track.write(to, dataStart));
            });
        });
    }
}
