package live.griot.recording.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.griot.recording.codec.NalUnits;
import live.griot.recording.codec.PictureParameterSet;
import live.griot.recording.codec.SequenceParameterSet;
import live.griot.recording.mp4.AvcFormat;
import live.griot.recording.mp4.TrackFormat;
import org.jspecify.annotations.Nullable;

/**
 * Makes samples of access units: a length before each NAL unit instead of a start code, and the parameter sets out of band (ISO/IEC
 * 14496-15, sections 5.2.3 and 5.3.3). Key frames have them as well: ffmpeg reads the first init segment of an HLS track alone, and else
 * could not decode what follows another. Sets may come with their key frame or in units of their own before it.
 */
final class H264FrameReader implements FrameReader {
    private final Map<Integer, byte[]> sequenceSets = new LinkedHashMap<>();
    private final Map<Integer, byte[]> pictureSets = new LinkedHashMap<>();

    @Override
    public @Nullable ReadFrame read(byte[] frame) {
        List<NalUnits.Unit> units = NalUnits.of(frame);
        List<NalUnits.Unit> kept = new ArrayList<>();
        boolean hasPicture = false;
        boolean isKey = false;
        boolean hasSequenceSet = false;
        for (NalUnits.Unit unit : units) {
            int type = NalUnits.type(frame[unit.offset()]);
            if (type == NalUnits.SEQUENCE_SET || type == NalUnits.PICTURE_SET) {
                if (!keepSet(type, copy(frame, unit), hasSequenceSet)) {
                    return null;
                }
                hasSequenceSet |= type == NalUnits.SEQUENCE_SET;
            } else if (isOfSample(type)) {
                kept.add(unit);
                hasPicture |= type >= NalUnits.SLICE && type <= NalUnits.IDR_SLICE;
                isKey |= type == NalUnits.IDR_SLICE;
            }
        }
        if (units.isEmpty()) {
            return null;
        }
        byte[] sample = hasPicture ? withLengths(frame, kept) : new byte[0];
        if (!isKey) {
            return new ReadFrame(sample, false, null);
        }
        TrackFormat format = format();
        return format == null ? null : new ReadFrame(withSets(sample), true, format);
    }

    /** Keeps a set; the first sequence set of an access unit ends those of before, which were of another stream or size. */
    private boolean keepSet(int type, byte[] set, boolean hasSequenceSet) {
        if (type == NalUnits.PICTURE_SET) {
            int id = PictureParameterSet.id(set);
            pictureSets.put(id, set);
            return id != PictureParameterSet.MALFORMED;
        }
        SequenceParameterSet read = SequenceParameterSet.read(set);
        if (read == null) {
            return false;
        }
        if (!hasSequenceSet) {
            sequenceSets.clear();
            pictureSets.clear();
        }
        sequenceSets.put(read.id(), set);
        return true;
    }

    private @Nullable TrackFormat format() {
        return AvcFormat.of(List.copyOf(sequenceSets.values()), List.copyOf(pictureSets.values()));
    }

    private static boolean isOfSample(int type) {
        return type != NalUnits.DELIMITER
                && type != NalUnits.END_OF_SEQUENCE
                && type != NalUnits.END_OF_STREAM
                && type != NalUnits.FILLER;
    }

    private static byte[] copy(byte[] frame, NalUnits.Unit unit) {
        return Arrays.copyOfRange(frame, unit.offset(), unit.offset() + unit.length());
    }

    private byte[] withSets(byte[] sample) {
        List<byte[]> sets = new ArrayList<>(sequenceSets.values());
        sets.addAll(pictureSets.values());
        int size = sets.stream()
                .mapToInt(set -> AvcFormat.LENGTH_SIZE + set.length)
                .sum();
        ByteBuffer whole = ByteBuffer.allocate(size + sample.length);
        sets.forEach(set -> whole.putInt(set.length).put(set));
        return whole.put(sample).array();
    }

    private static byte[] withLengths(byte[] frame, List<NalUnits.Unit> units) {
        int size = units.stream()
                .mapToInt(unit -> AvcFormat.LENGTH_SIZE + unit.length())
                .sum();
        ByteBuffer sample = ByteBuffer.allocate(size);
        units.forEach(unit -> sample.putInt(unit.length()).put(frame, unit.offset(), unit.length()));
        return sample.array();
    }
}
