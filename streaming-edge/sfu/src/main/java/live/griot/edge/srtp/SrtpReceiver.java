package live.griot.edge.srtp;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;

/**
 * Opens the packets of one direction, in place. What is not authentic or was seen before is refused.
 * Not thread-safe: the thread that owns it closes it. RFC 3711, section 3.3.
 */
public final class SrtpReceiver implements AutoCloseable {
    /** The most streams of one direction that are remembered; the one that was silent the longest makes room for another. */
    static final int MAX_STREAMS = 64;

    private final PacketCipher cipher;
    private final Map<Integer, Rollover> streams = byLastUse();
    private final Map<Integer, Rollover> rtcpStreams = byLastUse();

    /** Makes a receiver with the peer's master key. */
    public SrtpReceiver(SrtpMasterKey key) {
        this(key, SrtpLibrary.chosen());
    }

    /** Makes a receiver with the peer's master key that opens by a certain library. */
    public SrtpReceiver(SrtpMasterKey key, SrtpLibrary library) {
        cipher = PacketCipher.of(key, library);
    }

    /** Opens an RTP packet in place; returns its plain length, or -1 when it is refused. The view is to be wrapped anew. */
    public int open(RtpPacket packet) {
        int ssrc = packet.ssrc();
        int sequence = packet.sequenceNumber();
        Rollover stream = streamOf(streams, ssrc);
        long index = stream.indexOf(sequence);
        if (stream.isReplay(index)) {
            return -1;
        }
        try {
            int length = cipher.openRtp(
                    packet.array(),
                    packet.offset(),
                    packet.length(),
                    packet.headerLength(),
                    ssrc,
                    (int) (index >>> 16),
                    sequence);
            return authentic(length, streams, ssrc, stream, index);
        } catch (GeneralSecurityException malformed) {
            return -1;
        }
    }

    /** Opens a compound RTCP packet in place; returns its plain length, or -1 when it is refused. */
    public int openRtcp(byte[] packet, int at, int length) {
        if (length < 8 + cipher.rtcpIndexFromEnd()) {
            return -1;
        }
        int ssrc = Bytes.i32(packet, at + 4);
        long index = Bytes.i32(packet, at + length - cipher.rtcpIndexFromEnd()) & 0x7FFFFFFFL;
        Rollover stream = streamOf(rtcpStreams, ssrc);
        if (stream.isReplay(index)) {
            return -1;
        }
        try {
            return authentic(cipher.openRtcp(packet, at, length, ssrc), rtcpStreams, ssrc, stream, index);
        } catch (GeneralSecurityException malformed) {
            return -1;
        }
    }

    private static Map<Integer, Rollover> byLastUse() {
        return new LinkedHashMap<>(16, 0.75f, true);
    }

    private static Rollover streamOf(Map<Integer, Rollover> known, int ssrc) {
        Rollover stream = known.get(ssrc);
        return stream != null ? stream : new Rollover();
    }

    /** A stream is remembered only once a packet of it was authentic, so that nobody else can use up the places. */
    private static int authentic(int length, Map<Integer, Rollover> known, int ssrc, Rollover stream, long index) {
        if (length >= 0) {
            stream.accept(index);
            known.putIfAbsent(ssrc, stream);
            if (known.size() > MAX_STREAMS) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return length;
    }

    /** Forgets the keys; nothing may be opened any more. */
    @Override
    public void close() {
        cipher.close();
    }
}
