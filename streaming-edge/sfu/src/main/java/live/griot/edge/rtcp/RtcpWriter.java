package live.griot.edge.rtcp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import live.griot.edge.rtp.Bytes;

/**
 * Writes RTCP packets one after another into an array that it owns and reuses, so that together they are one compound packet. Not
 * thread-safe. RFC 3550, section 6; feedback RFC 4585.
 */
public final class RtcpWriter {
    /** The most bytes of a compound packet: what fits a datagram. */
    public static final int CAPACITY = 1_200;

    private final byte[] bytes = new byte[CAPACITY + 64];
    private int length;

    /** Forgets what was written. */
    public RtcpWriter reset() {
        length = 0;
        return this;
    }

    /** Returns the array that is written into; valid until the next reset. */
    public byte[] array() {
        return bytes;
    }

    /** Returns the bytes written. */
    public int length() {
        return length;
    }

    /** Returns whether that many bytes more fit. */
    public boolean hasRoomFor(int size) {
        return length + size <= CAPACITY;
    }

    /** Adds a sender report without blocks (RFC 3550, section 6.4.1). */
    public RtcpWriter senderReport(int ssrc, long ntpTime, int rtpTimestamp, int packets, int octets) {
        int at = begin(200, 0, 28);
        Bytes.put32(bytes, at + 4, ssrc);
        Bytes.put64(bytes, at + 8, ntpTime);
        Bytes.put32(bytes, at + 16, rtpTimestamp);
        Bytes.put32(bytes, at + 20, packets);
        Bytes.put32(bytes, at + 24, octets);
        return this;
    }

    /** Adds a receiver report with one block (RFC 3550, section 6.4.2). {@code cumulativeLost} is of 24 bits, {@code jitter} in timestamp units. */
    public RtcpWriter receiverReport(
            int reporter,
            int ssrc,
            int fractionLost,
            int cumulativeLost,
            int highestSequence,
            int jitter,
            int lastSenderReport,
            int delaySinceLast) {
        int at = begin(201, 1, 32);
        Bytes.put32(bytes, at + 4, reporter);
        Bytes.put32(bytes, at + 8, ssrc);
        bytes[at + 12] = (byte) fractionLost;
        Bytes.put24(bytes, at + 13, cumulativeLost);
        Bytes.put32(bytes, at + 16, highestSequence);
        Bytes.put32(bytes, at + 20, jitter);
        Bytes.put32(bytes, at + 24, lastSenderReport);
        Bytes.put32(bytes, at + 28, delaySinceLast);
        return this;
    }

    /** Adds a source description with a canonical name of up to 64 characters (RFC 3550, section 6.5). */
    public RtcpWriter sourceDescription(int ssrc, String canonicalName) {
        byte[] name = canonicalName.getBytes(StandardCharsets.US_ASCII);
        int size = (8 + 2 + name.length + 1 + 3) / 4 * 4;
        int at = begin(202, 1, size);
        Bytes.put32(bytes, at + 4, ssrc);
        bytes[at + 8] = 1;
        bytes[at + 9] = (byte) name.length;
        System.arraycopy(name, 0, bytes, at + 10, name.length);
        Arrays.fill(bytes, at + 10 + name.length, at + size, (byte) 0);
        return this;
    }

    /** Adds a goodbye (RFC 3550, section 6.6). */
    public RtcpWriter bye(int ssrc) {
        int at = begin(203, 1, 8);
        Bytes.put32(bytes, at + 4, ssrc);
        return this;
    }

    /** Adds a request for a key frame (RFC 4585, section 6.3.1). */
    public RtcpWriter pictureLoss(int reporter, int mediaSsrc) {
        feedback(206, 1, 12, reporter, mediaSsrc);
        return this;
    }

    /** Adds a request for packets that are missing, in ascending order (RFC 4585, section 6.2.1); those that do not fit are left out. */
    public RtcpWriter nack(int reporter, int mediaSsrc, int[] missing, int count) {
        int at = feedback(205, 1, 12, reporter, mediaSsrc);
        int next = 0;
        while (next < count && hasRoomFor(4)) {
            int first = missing[next++];
            int following = 0;
            while (next < count && (missing[next] - first & 0xFFFF) - 1 < 16) {
                following |= 1 << ((missing[next++] - first & 0xFFFF) - 1);
            }
            Bytes.put16(bytes, length, first);
            Bytes.put16(bytes, length + 2, following);
            length += 4;
        }
        Bytes.put16(bytes, at + 2, (length - at) / 4 - 1);
        return this;
    }

    /** Adds transport-wide congestion feedback whose body (after the media SSRC) is given, padded to 32 bits with zeros. */
    public RtcpWriter transportFeedback(int reporter, int mediaSsrc, byte[] body, int bodyLength) {
        int padded = (bodyLength + 3) / 4 * 4;
        int at = feedback(205, 15, 12 + padded, reporter, mediaSsrc);
        System.arraycopy(body, 0, bytes, at + 12, bodyLength);
        Arrays.fill(bytes, at + 12 + bodyLength, at + 12 + padded, (byte) 0);
        return this;
    }

    /** Adds the time here, for a peer who only sends to say how long ago it heard of it (RFC 3611, section 4.4). */
    public RtcpWriter referenceTime(int reporter, long ntpTime) {
        int at = begin(207, 0, 20);
        Bytes.put32(bytes, at + 4, reporter);
        Bytes.put32(bytes, at + 8, 4 << 24 | 2);
        Bytes.put64(bytes, at + 12, ntpTime);
        return this;
    }

    private int feedback(int type, int format, int size, int reporter, int mediaSsrc) {
        int at = begin(type, format, size);
        Bytes.put32(bytes, at + 4, reporter);
        Bytes.put32(bytes, at + 8, mediaSsrc);
        return at;
    }

    private int begin(int type, int count, int size) {
        if (!hasRoomFor(size)) {
            throw new IllegalStateException("A compound packet has at most %d bytes".formatted(CAPACITY));
        }
        int at = length;
        bytes[at] = (byte) (0x80 | count);
        bytes[at + 1] = (byte) type;
        Bytes.put16(bytes, at + 2, size / 4 - 1);
        length += size;
        return at;
    }
}
