package live.griot.recording.mp4;

import java.util.List;
import java.util.Locale;
import live.griot.recording.codec.SequenceParameterSet;
import org.jspecify.annotations.Nullable;

/** H.264 with its parameter sets out of band: {@code avc1} with {@code avcC} (ISO/IEC 14496-15, sections 5.3.3.1 and 5.4.2.1). */
public final class AvcFormat {
    /** How many bytes stand before each NAL unit of a sample and say how long it is. */
    public static final int LENGTH_SIZE = 4;

    private static final int MAX_SEQUENCE_SETS = 31;
    private static final int MAX_PICTURE_SETS = 255;
    private static final int MAX_SET = 0xFFFF;

    private AvcFormat() {}

    /**
     * Returns the format of a stream with these sets, whole NAL units; the first sequence set tells the size. Null where that makes no
     * sense, or there are none, too many, or too long ones.
     */
    public static @Nullable TrackFormat of(List<byte[]> sequenceSets, List<byte[]> pictureSets) {
        SequenceParameterSet first = sequenceSets.isEmpty() ? null : SequenceParameterSet.read(sequenceSets.getFirst());
        if (first == null
                || pictureSets.isEmpty()
                || sequenceSets.size() > MAX_SEQUENCE_SETS
                || pictureSets.size() > MAX_PICTURE_SETS
                || !fit(sequenceSets)
                || !fit(pictureSets)) {
            return null;
        }
        String codecs =
                String.format(Locale.ROOT, "avc1.%02x%02x%02x", first.profile(), first.compatibility(), first.level());
        BoxWriter to = new BoxWriter();
        byte[] entry = SampleEntries.visual(
                to,
                "avc1",
                first.width(),
                first.height(),
                () -> to.box("avcC", () -> {
                    to.u8(1).u8(first.profile()).u8(first.compatibility()).u8(first.level());
                    to.u8(0xFC | (LENGTH_SIZE - 1));
                    to.u8(0xE0 | sequenceSets.size());
                    sequenceSets.forEach(set -> to.u16(set.length).raw(set));
                    to.u8(pictureSets.size());
                    pictureSets.forEach(set -> to.u16(set.length).raw(set));
                    if (SequenceParameterSet.tellsColours(first.profile())) {
                        to.u8(0xFC | first.chromaFormat());
                        to.u8(0xF8 | (first.lumaDepth() - 8)).u8(0xF8 | (first.chromaDepth() - 8));
                        to.u8(0); // no extensions of sequence sets
                    }
                }));
        return TrackFormat.video(codecs, first.width(), first.height(), entry);
    }

    private static boolean fit(List<byte[]> sets) {
        return sets.stream().allMatch(set -> set.length > 0 && set.length <= MAX_SET);
    }
}
