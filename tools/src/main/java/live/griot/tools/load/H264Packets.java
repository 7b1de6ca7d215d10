package live.griot.tools.load;

import java.util.List;
import live.griot.edge.rtp.Bytes;

/**
 * Parts a picture into RTP payloads: parameter sets and the time stamp in an aggregate or, before a picture that is predicted, the time
 * stamp in a packet as large as the others; the slice in fragments of one size, give or take a byte. RFC 6184, sections 5.6 to 5.8.
 */
final class H264Packets {
    /** The most bytes of a payload. */
    static final int MAX_PAYLOAD = 1_160;

    private static final int STAP_A = 0x78;
    private static final int FU_A = 0x7C;
    private static final int FU_HEADER = 2;
    private static final int SMALL_TIME_STAMP = 40;
    private static final int TYPE = 0x1F;

    private H264Packets() {}

    /** Sends a picture's units, the slice last. */
    static void send(List<byte[]> units, long nowNanos, int timestamp, SentStream to) {
        byte[] slice = units.get(units.size() - 1);
        int fragments = (slice.length - 1 + MAX_PAYLOAD - FU_HEADER - 1) / (MAX_PAYLOAD - FU_HEADER);
        int size = (slice.length - 1 + fragments - 1) / fragments;
        if (units.size() > 1) {
            sendAggregate(units.subList(0, units.size() - 1), SendTime.unit(nowNanos, SMALL_TIME_STAMP), timestamp, to);
        } else {
            byte[] stamp = SendTime.unit(nowNanos, size);
            to.send(stamp, 0, stamp.length, false, timestamp);
        }
        byte[] fragment = new byte[size + FU_HEADER];
        for (int at = 1; at < slice.length; at += size) {
            int length = Math.min(size, slice.length - at);
            boolean last = at + length == slice.length;
            fragment[0] = FU_A;
            fragment[1] = (byte) ((slice[0] & TYPE) | (at == 1 ? 0x80 : 0) | (last ? 0x40 : 0));
            System.arraycopy(slice, at, fragment, FU_HEADER, length);
            to.send(fragment, 0, length + FU_HEADER, last, timestamp);
        }
    }

    private static void sendAggregate(List<byte[]> parameters, byte[] stamp, int timestamp, SentStream to) {
        byte[] aggregate = new byte[MAX_PAYLOAD];
        aggregate[0] = STAP_A;
        int length = 1;
        for (byte[] unit : parameters) {
            length = append(unit, aggregate, length);
        }
        length = append(stamp, aggregate, length);
        to.send(aggregate, 0, length, false, timestamp);
    }

    private static int append(byte[] unit, byte[] aggregate, int at) {
        Bytes.put16(aggregate, at, unit.length);
        System.arraycopy(unit, 0, aggregate, at + 2, unit.length);
        return at + 2 + unit.length;
    }
}
