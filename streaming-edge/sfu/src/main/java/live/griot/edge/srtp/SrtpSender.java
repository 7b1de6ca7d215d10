package live.griot.edge.srtp;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * Seals the packets of one direction. It keeps a rollover counter for each stream, so packets of a stream must come in order, give or
 * take half the sequence space. Not thread-safe: owned by the transport's egress loop. RFC 3711, section 3.3.
 */
public final class SrtpSender {
    private final PacketCipher cipher;
    private final int overhead;
    private final Map<Integer, Rollover> rollovers = new HashMap<>();
    /** That of the stream sealed last: packets of a stream come in rows. */
    private @Nullable Rollover latest;

    private int latestSsrc;
    private int rtcpIndex;

    /** Makes a sender with our master key. */
    public SrtpSender(SrtpMasterKey key) {
        cipher = PacketCipher.of(key);
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
}
