package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.H264Payload;
import live.griot.edge.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * Knows with which packet of an H.264 stream a decoder can begin, however its parameter sets come: with each key frame, in packets of their
 * own with another timestamp, as hardware encoders send them, once at the beginning, or by signalling. Those seen last are kept for key
 * frames that come without. Not thread-safe: owned by the ingest loop. RFC 6184, sections 5.7 and 8.4.
 */
final class ParameterSets {
    /** The most bytes that are kept: what fits one packet. */
    static final int MAX_BYTES = 1_100;
    /** The most sets that are kept; a stream has one or two of each kind. */
    static final int MAX_SETS = 8;

    /**
     * Where sets came with pictures before, a picture without them may have lost them on the way, and be of another size; when the next
     * one comes without them, too, the encoder sends them no more.
     */
    private static final int BARE_IN_A_ROW = 3;

    private static final int TYPE = 0x1F;
    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int STAP_A = 24;
    /** An aggregation packet's header with the importance of a parameter set (RFC 6184, section 5.3). */
    private static final byte STAP_A_HEADER = 0x60 | STAP_A;

    /** By the unit's header and first bytes, which tell sets of different ids apart well enough. */
    private final Map<Integer, byte[]> sets = new LinkedHashMap<>();

    private boolean hasSequenceSet;
    private boolean hasPictureSet;
    private boolean hasSetTimestamp;
    private int setTimestamp;
    private boolean hasIdr;
    private int idrTimestamp;
    private boolean comeWithPictures;
    private int bareInARow;
    private boolean isMissing;

    /** Forgets the stream. */
    void clear() {
        sets.clear();
        hasSequenceSet = false;
        hasPictureSet = false;
        hasSetTimestamp = false;
        hasIdr = false;
        comeWithPictures = false;
        bareInARow = 0;
        isMissing = false;
    }

    /**
     * Takes in a packet that was read; returns whether a decoder can begin with it. A picture that comes with its own sets begins with
     * them; one that does not begins itself, and {@link #missing} is what has to be sent before it. Where no set came with two pictures, they
     * came by signalling.
     */
    boolean startsKeyFrame(RtpPacket packet, H264Payload payload) {
        keep(packet.array(), packet.payloadOffset(), packet.payloadLength());
        isMissing = false;
        int timestamp = packet.timestamp();
        if (payload.hasParameterSet()) {
            hasSetTimestamp = true;
            setTimestamp = timestamp;
            // Where the network turned their order round, the picture came first.
            comeWithPictures |= hasIdr && timestamp == idrTimestamp;
            bareInARow = 0;
            return true;
        }
        if (!payload.startsIdr() || (hasIdr && timestamp == idrTimestamp)) {
            return false;
        }
        boolean isFirst = !hasIdr;
        hasIdr = true;
        idrTimestamp = timestamp;
        if (hasSetTimestamp && timestamp == setTimestamp) {
            comeWithPictures = true;
            return false;
        }
        bareInARow++;
        isMissing = hasSequenceSet && hasPictureSet && (!comeWithPictures || bareInARow >= BARE_IN_A_ROW);
        return isMissing || (!isFirst && !hasSequenceSet);
    }

    /** Returns an aggregation packet with the sets that the key frame does not bring with which the last packet began, or null. */
    byte @Nullable [] missing() {
        if (!isMissing) {
            return null;
        }
        List<byte[]> units = new ArrayList<>(sets.values());
        byte[] payload =
                new byte[1 + units.stream().mapToInt(unit -> 2 + unit.length).sum()];
        payload[0] = STAP_A_HEADER;
        int at = 1;
        for (byte[] unit : units) {
            Bytes.put16(payload, at, unit.length);
            System.arraycopy(unit, 0, payload, at + 2, unit.length);
            at += 2 + unit.length;
        }
        return payload;
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (length > 0 && (bytes[offset] & TYPE) == STAP_A) {
            int end = offset + length;
            for (int at = offset + 1; at + 2 < end; ) {
                int size = Bytes.u16(bytes, at);
                keepUnit(bytes, at + 2, Math.min(size, end - at - 2));
                at += 2 + size;
            }
        } else {
            keepUnit(bytes, offset, length);
        }
    }

    private void keepUnit(byte[] bytes, int offset, int length) {
        int type = length < 1 ? 0 : bytes[offset] & TYPE;
        if (type != SPS && type != PPS) {
            return;
        }
        byte[] unit = Arrays.copyOfRange(bytes, offset, offset + length);
        if (type == SPS && !isKept(unit)) {
            // Another sequence: what belonged to the one before is of no use to it.
            sets.clear();
            hasPictureSet = false;
        }
        sets.put(name(unit), unit);
        hasSequenceSet |= type == SPS;
        hasPictureSet |= type == PPS;
        if (sets.size() > MAX_SETS || bytes() > MAX_BYTES) {
            clear();
        }
    }

    private boolean isKept(byte[] unit) {
        return Arrays.equals(unit, sets.get(name(unit)));
    }

    private int bytes() {
        return sets.values().stream().mapToInt(unit -> 2 + unit.length).sum();
    }

    /** A sequence set is known by its type; a picture set by its first byte, too, which holds its id. */
    private static int name(byte[] unit) {
        int type = unit[0] & TYPE;
        return type == SPS || unit.length < 2 ? type : type << 8 | (unit[1] & 0xFF);
    }
}
