package live.griot.recording.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import live.griot.recording.codec.Av1SequenceHeader;
import live.griot.recording.codec.Av1Units;
import live.griot.recording.mp4.Av1Format;
import live.griot.recording.mp4.TrackFormat;
import org.jspecify.annotations.Nullable;

/** Makes samples of temporal units: without delimiters and filling (AV1 Codec ISO Media File Format Binding, section 2.4). */
final class Av1FrameReader implements FrameReader {
    @Override
    public @Nullable ReadFrame read(byte[] frame) {
        List<Av1Units.Unit> units = Av1Units.of(frame);
        if (units == null || units.isEmpty()) {
            return null;
        }
        Optional<Av1Units.Unit> header = first(units, Av1Units.SEQUENCE_HEADER);
        boolean isKey = header.isPresent()
                && units.stream()
                        .filter(unit -> unit.type() == Av1Units.FRAME || unit.type() == Av1Units.FRAME_HEADER)
                        .findFirst()
                        .filter(unit -> Av1Units.isShownKeyFrame(frame, unit))
                        .isPresent();
        TrackFormat format = isKey ? format(frame, header.orElseThrow()) : null;
        if (isKey && format == null) {
            return null;
        }
        return new ReadFrame(sample(frame, units), isKey, format);
    }

    private static Optional<Av1Units.Unit> first(List<Av1Units.Unit> units, int type) {
        return units.stream().filter(unit -> unit.type() == type).findFirst();
    }

    private static @Nullable TrackFormat format(byte[] frame, Av1Units.Unit header) {
        Av1SequenceHeader read = Av1SequenceHeader.read(frame, header.payload(), header.end() - header.payload());
        return read == null ? null : Av1Format.of(read, Arrays.copyOfRange(frame, header.offset(), header.end()));
    }

    private static byte[] sample(byte[] frame, List<Av1Units.Unit> units) {
        byte[] sample = new byte[frame.length];
        int size = 0;
        for (Av1Units.Unit unit : units) {
            if (unit.type() != Av1Units.TEMPORAL_DELIMITER && unit.type() != Av1Units.PADDING) {
                int length = unit.end() - unit.offset();
                System.arraycopy(frame, unit.offset(), sample, size, length);
                size += length;
            }
        }
        return Arrays.copyOf(sample, size);
    }
}
