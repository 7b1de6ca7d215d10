package live.griot.recording.mp4;

import java.util.Locale;
import live.griot.recording.codec.Av1SequenceHeader;

/** AV1: {@code av01} with {@code av1C} (AV1 Codec ISO Media File Format Binding 1.2, section 2). */
public final class Av1Format {
    private static final int MARKER_AND_VERSION = 0x81;

    private Av1Format() {}

    /**
     * Returns the format of a stream.
     *
     * @param unit the sequence header's whole unit, its size in it
     */
    public static TrackFormat of(Av1SequenceHeader head, byte[] unit) {
        BoxWriter to = new BoxWriter();
        byte[] entry = SampleEntries.visual(
                to,
                "av01",
                head.width(),
                head.height(),
                () -> to.box("av1C", () -> {
                    to.u8(MARKER_AND_VERSION).u8(head.profile() << 5 | head.level());
                    to.u8(head.tier() << 7
                            | bit(head.bitDepth() > 8, 6)
                            | bit(head.bitDepth() == 12, 5)
                            | bit(head.monochrome(), 4)
                            | bit(head.halvedAcross(), 3)
                            | bit(head.halvedDown(), 2)
                            | head.samplePosition());
                    to.u8(0).raw(unit);
                }));
        String tier = head.tier() == 0 ? "M" : "H";
        String codecs =
                String.format(Locale.ROOT, "av01.%d.%02d%s.%02d", head.profile(), head.level(), tier, head.bitDepth());
        return TrackFormat.video(codecs, head.width(), head.height(), entry);
    }

    private static int bit(boolean set, int place) {
        return set ? 1 << place : 0;
    }
}
