package live.griot.recording.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import live.griot.recording.frame.RecordedPart;

/**
 * A sample as a player finds it in a part: read by the letter of ISO/IEC 14496-12, without what wrote it.
 *
 * @param start in units of the track's timescale
 * @param duration likewise
 */
@SuppressWarnings("ArrayRecordComponent") // Held by the test that reads it alone.
public record PlacedSample(long start, long duration, boolean keyFrame, byte[] bytes) {
    private static final int HEADER = 8;
    private static final int FLAGS_AT = 8;

    /** Returns the samples of a part, in order. */
    public static List<PlacedSample> of(RecordedPart part) {
        ByteBuffer moof = box(ByteBuffer.wrap(part.bytes()), "moof");
        ByteBuffer traf = box(moof, "traf");
        ByteBuffer header = box(traf, "tfhd");
        ByteBuffer time = box(traf, "tfdt");
        ByteBuffer run = box(traf, "trun");
        boolean evenDuration = (header.getInt(FLAGS_AT) & 0x8) != 0;
        int flags = run.getInt(FLAGS_AT);
        int count = run.getInt(12);
        int data = run.getInt(16);
        run.position(20);
        long start = time.getLong(12);
        List<PlacedSample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long duration = (flags & 0x100) != 0 ? run.getInt() : evenDuration ? header.getInt(16) : 0;
            int size = run.getInt();
            boolean key = (flags & 0x400) == 0 || (run.getInt() & 0x10000) == 0;
            samples.add(new PlacedSample(start, duration, key, Arrays.copyOfRange(part.bytes(), data, data + size)));
            start += duration;
            data += size;
        }
        return samples;
    }

    private static ByteBuffer box(ByteBuffer within, String type) {
        int wanted = ByteBuffer.wrap(type.getBytes(StandardCharsets.US_ASCII)).getInt();
        // A part's first box stands at its beginning, the others behind the header of the box that they are in.
        for (int at = type.equals("moof") ? 0 : HEADER; ; at += within.getInt(at)) {
            if (within.getInt(at + 4) == wanted) {
                return within.slice(at, within.getInt(at));
            }
        }
    }
}
