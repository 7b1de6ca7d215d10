package live.griot.tools.load;

import java.util.Arrays;
import live.griot.edge.rtp.Bytes;

/**
 * When a picture was sent, inside the picture: supplemental information that decoders pass over (ITU-T H.264, section D.1.7, user data
 * unregistered). Publisher and viewers are of one process and share a clock.
 */
final class SendTime {
    private static final int SEI = 0x06;
    private static final int USER_DATA = 5;
    private static final long NAME_HIGH = 0x67_72_69_6F_74_6C_4F_61L;
    private static final long NAME_LOW = 0xA4_64_74_69_6D_65_76_31L;
    private static final int NAME_BYTES = 16;
    private static final int TIME_BYTES = 10;
    private static final byte FILLER = 0x5A;
    private static final int STAP_A = 24;

    private SendTime() {}

    /** Returns the unit, {@code size} bytes with what fills it up; at least 40. */
    static byte[] unit(long nanos, int size) {
        // One byte for the unit's kind, one for the message's, so many for its size, one for the end.
        int sizeBytes = 1;
        while (size - 3 - sizeBytes >= 255 * sizeBytes) {
            sizeBytes++;
        }
        int message = size - 3 - sizeBytes;
        byte[] unit = new byte[size];
        Arrays.fill(unit, FILLER);
        unit[0] = SEI;
        unit[1] = USER_DATA;
        int at = 2;
        for (int left = message; ; left -= 255) {
            unit[at++] = (byte) Math.min(left, 255);
            if (left < 255) {
                break;
            }
        }
        Bytes.put64(unit, at, NAME_HIGH);
        Bytes.put64(unit, at + 8, NAME_LOW);
        for (int place = 0; place < TIME_BYTES; place++) {
            // Seven bits a byte, none of which is zero: no emulation prevention.
            unit[at + NAME_BYTES + place] = (byte) (0x80 | ((nanos >>> (7 * (TIME_BYTES - 1 - place))) & 0x7F));
        }
        unit[size - 1] = (byte) 0x80;
        return unit;
    }

    /** Returns the time in an RTP payload that begins with the unit, or has it in an aggregate; 0 when there is none. */
    static long read(byte[] bytes, int at, int length) {
        int kind = length > 0 ? bytes[at] & 0x1F : 0;
        if (kind == SEI) {
            return find(bytes, at, at + length);
        }
        if (kind != STAP_A) {
            return 0;
        }
        int unit = at + 1;
        while (unit + 3 <= at + length) {
            int size = Bytes.u16(bytes, unit);
            int end = Math.min(unit + 2 + size, at + length);
            if ((bytes[unit + 2] & 0x1F) == SEI) {
                return find(bytes, unit + 2, end);
            }
            unit = end;
        }
        return 0;
    }

    private static long find(byte[] bytes, int at, int end) {
        int name = at + 2;
        while (name < end && bytes[name] == (byte) 0xFF) {
            name++;
        }
        name++;
        if (name + NAME_BYTES + TIME_BYTES > end
                || Bytes.i64(bytes, name) != NAME_HIGH
                || Bytes.i64(bytes, name + 8) != NAME_LOW) {
            return 0;
        }
        long nanos = 0;
        for (int place = 0; place < TIME_BYTES; place++) {
            nanos = nanos << 7 | (bytes[name + NAME_BYTES + place] & 0x7F);
        }
        return nanos;
    }
}
