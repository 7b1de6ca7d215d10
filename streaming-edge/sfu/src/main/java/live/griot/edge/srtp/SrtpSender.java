package live.griot.edge.srtp;

import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * Seals the packets of one direction. It keeps a rollover counter for each stream, so packets of a stream must come in order, give or
 * take half the sequence space. Not thread-safe: the thread that owns it closes it. RFC 3711, section 3.3.
 */
public final class SrtpSender implements AutoCloseable {
    private final PacketCipher cipher;
    private final int overhead;
    private final Map<Integer, Rollover> rollovers = new HashMap<>();
    /** That of the stream sealed last: packets of a stream come in rows. */
    private @Nullable Rollover latest;

    private int latestSsrc;
    private int rtcpIndex;

    /** Makes a sender with our master key. */
    public SrtpSender(SrtpMasterKey key) {
        this(key, SrtpLibrary.chosen());
    }

    /** Makes a sender with our master key that seals by a certain library. */
    public SrtpSender(SrtpMasterKey key, SrtpLibrary library) {
        cipher = PacketCipher.of(key, library);
        overhead = key.profile().tagLength();
    }

    /** Returns the bytes that a sealed RTP packet is longer than a plain one. */
    public int overhead() {
        return overhead;
    }

    /** Seals an RTP packet into another array, which has room for the overhead; returns the sealed length. */
    public int seal(RtpPacket packet, byte[] out, int to) {
        int ssrc = packet.ssrc();
        int sequence = packet.sequenceNumber();
        Rollover rollover = rolloverOf(ssrc);
        long index = rollover.indexOf(sequence);
        rollover.accept(index);
        try {
            return cipher.sealRtp(
                    packet.array(),
                    packet.offset(),
                    packet.length(),
                    packet.headerLength(),
                    ssrc,
                    (int) (index >>> 16),
                    sequence,
                    out,
                    to);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Seals an RTP packet into native memory, which has room for the overhead; returns the sealed length. A packet sealed again, which must
     * be the same to the last bit of its header extensions, has the same bytes (RFC 3711, section 9.1): two packets that differ and share a
     * number would give the key away.
     *
     * @param plain the array that the packet is in, from {@code at} on; it is not changed
     * @param headerLength the bytes that stay readable: header, CSRCs and extension
     * @param ssrc what stands in the header
     * @param sequence what stands in the header, 0 to 65,535
     * @param to where in {@code out} the sealed packet begins
     */
    public int seal(
            byte[] plain, int at, int length, int headerLength, int ssrc, int sequence, MemorySegment out, long to) {
        Rollover rollover = rolloverOf(ssrc);
        long index = rollover.indexOf(sequence);
        rollover.accept(index);
        try {
            return cipher.sealRtp(plain, at, length, headerLength, ssrc, (int) (index >>> 16), sequence, out, to);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Rollover rolloverOf(int ssrc) {
        Rollover rollover = latest;
        if (rollover == null || ssrc != latestSsrc) {
            rollover = rollovers.computeIfAbsent(ssrc, fresh -> new Rollover());
            latest = rollover;
            latestSsrc = ssrc;
        }
        return rollover;
    }

    /** Seals a compound RTCP packet into another array, which has room for 24 bytes more; returns the sealed length. */
    public int sealRtcp(byte[] in, int at, int length, byte[] out, int to) {
        try {
            return cipher.sealRtcp(in, at, length, Bytes.i32(in, at + 4), rtcpIndex++ & 0x7FFFFFFF, out, to);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Forgets the keys; nothing may be sealed any more. */
    @Override
    public void close() {
        cipher.close();
    }
}
