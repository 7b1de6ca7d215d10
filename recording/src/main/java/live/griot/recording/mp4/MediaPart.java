package live.griot.recording.mp4;

import java.util.List;

/**
 * Writes a part of a track: {@code moof} with where it stands in time and what its samples are, {@code mdat} with their bytes (ISO/IEC
 * 14496-12, section 8.8). All offsets are from the part's first byte, so parts can be cut apart and put together at will.
 */
public final class MediaPart {
    private static final int BASE_IS_THIS_PART = 0x020000;
    private static final int DEFAULT_DURATION = 0x08;
    private static final int DATA_OFFSET = 0x01;
    private static final int DURATIONS = 0x100;
    private static final int SIZES = 0x200;
    private static final int FLAGS = 0x400;
    private static final int WIDE = 1;
    private static final int BOX_HEADER = 8;

    private MediaPart() {}

    /**
     * Returns a part.
     *
     * @param sequenceNumber larger than that of the part before it in the file; what does not fit 32 bits is cut off
     * @param decodeTime of the first sample, in units of the track's timescale, from the beginning of the recording
     * @param samples in order, at least one
     */
    public static byte[] of(TrackFormat format, long sequenceNumber, long decodeTime, List<Sample> samples) {
        if (samples.isEmpty() || decodeTime < 0) {
            throw new IllegalArgumentException("A part has samples, and a time of 0 or later");
        }
        int duration = samples.getFirst().duration();
        boolean isEven = samples.stream().allMatch(sample -> sample.duration() == duration);
        boolean isVideo = format.kind() == TrackFormat.Kind.VIDEO;
        int run = DATA_OFFSET | SIZES | (isEven ? 0 : DURATIONS) | (isVideo ? FLAGS : 0);

        BoxWriter to = new BoxWriter();
        int[] dataOffset = new int[1];
        to.box("moof", () -> {
            to.box("mfhd", 0, 0, () -> to.u32(sequenceNumber));
            to.box("traf", () -> {
                to.box("tfhd", 0, BASE_IS_THIS_PART | (isEven ? DEFAULT_DURATION : 0), () -> {
                    to.u32(InitSegment.TRACK);
                    if (isEven) {
                        to.u32(duration);
                    }
                });
                to.box("tfdt", WIDE, 0, () -> to.u64(decodeTime));
                to.box("trun", 0, run, () -> {
                    to.u32(samples.size());
                    dataOffset[0] = to.size();
                    to.u32(0);
                    samples.forEach(sample -> describe(to, sample, isEven, isVideo));
                });
            });
        });
        to.patch32(dataOffset[0], to.size() + (long) BOX_HEADER);
        return withData(to, samples);
    }

    private static void describe(BoxWriter to, Sample sample, boolean isEven, boolean isVideo) {
        if (!isEven) {
            to.u32(sample.duration());
        }
        to.u32(sample.bytes().length);
        if (isVideo) {
            to.u32(sample.keyFrame() ? InitSegment.SYNC_SAMPLE : InitSegment.OTHER_SAMPLE);
        }
    }

    private static byte[] withData(BoxWriter head, List<Sample> samples) {
        long length = BOX_HEADER
                + samples.stream().mapToLong(sample -> sample.bytes().length).sum();
        head.u32(length).text("mdat");
        byte[] part = new byte[Math.toIntExact(head.size() - BOX_HEADER + length)];
        head.copyTo(part);
        int at = head.size();
        for (Sample sample : samples) {
            System.arraycopy(sample.bytes(), 0, part, at, sample.bytes().length);
            at += sample.bytes().length;
        }
        return part;
    }
}
