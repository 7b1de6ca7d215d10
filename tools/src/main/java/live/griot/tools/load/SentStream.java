package live.griot.tools.load;

import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.RtxPayload;
import live.griot.tools.peer.PeerConnection;
import live.griot.tools.peer.SdpOffer;

/** One stream that is sent, and its last thousand packets, to be sent again. Not thread-safe: of its connection's loop. */
final class SentStream {
    private static final int KEPT = 1_024;
    private static final int MAX_PACKET = 1_400;

    /** One-byte extensions: the transport-wide number, and the section's name of one letter. RFC 8285, section 4.2. */
    private static final int EXTENSIONS = 4 + 8;

    private final PeerConnection connection;
    private final TransportNumbers numbers;
    private final byte mid;
    private final int payloadType;
    private final int ssrc;
    private final int rtxSsrc;
    private final byte[][] kept = new byte[KEPT][];
    private final int[] keptLengths = new int[KEPT];
    private final byte[] again = new byte[MAX_PACKET + RtxPayload.OVERHEAD];
    private final RtpPacket packet = new RtpPacket();
    private int rtxPayloadType = -1;
    private boolean numbered;
    private int sequence;
    private int rtxSequence;
    private int packets;
    private int octets;
    private long sentAgain;

    SentStream(
            PeerConnection connection, TransportNumbers numbers, String mid, int payloadType, int ssrc, int rtxSsrc) {
        this.connection = connection;
        this.numbers = numbers;
        this.mid = (byte) mid.charAt(0);
        this.payloadType = payloadType;
        this.ssrc = ssrc;
        this.rtxSsrc = rtxSsrc;
    }

    int ssrc() {
        return ssrc;
    }

    int rtxSsrc() {
        return rtxSsrc;
    }

    /** Sends again under that payload type; -1 for never. */
    void retransmitAs(int type) {
        rtxPayloadType = type;
    }

    /** Says whether packets carry transport-wide numbers. */
    void number(boolean are) {
        numbered = are;
    }

    /** Returns the packets sent again. */
    long sentAgain() {
        return sentAgain;
    }

    /** Sends a payload as the next packet, and keeps it. */
    void send(byte[] payload, int at, int length, boolean marker, int timestamp) {
        int slot = sequence & KEPT - 1;
        byte[] bytes = kept[slot];
        if (bytes == null) {
            bytes = new byte[MAX_PACKET];
            kept[slot] = bytes;
        }
        bytes[0] = (byte) 0x90;
        bytes[1] = (byte) (payloadType | (marker ? 0x80 : 0));
        Bytes.put16(bytes, 2, sequence);
        Bytes.put32(bytes, 4, timestamp);
        Bytes.put32(bytes, 8, ssrc);
        Bytes.put32(bytes, 12, 0xBEDE_0002);
        Bytes.put64(bytes, 16, 0);
        bytes[16] = (byte) (SdpOffer.MID_ID << 4);
        bytes[17] = mid;
        if (numbered) {
            bytes[18] = SdpOffer.TRANSPORT_CC_ID << 4 | 1;
            Bytes.put16(bytes, 19, numbers.take());
        }
        System.arraycopy(payload, at, bytes, RtpPacket.FIXED_HEADER + EXTENSIONS, length);
        int size = RtpPacket.FIXED_HEADER + EXTENSIONS + length;
        keptLengths[slot] = size;
        sequence = sequence + 1 & 0xFFFF;
        packets++;
        octets += length;
        if (packet.wrap(bytes, 0, size)) {
            connection.sendRtp(packet);
        }
    }

    /** Sends a packet again, if it is kept and there is a stream for it. */
    void sendAgain(int missing) {
        int slot = missing & KEPT - 1;
        byte[] bytes = kept[slot];
        if (rtxPayloadType < 0
                || bytes == null
                || Bytes.u16(bytes, 2) != missing
                || !packet.wrap(bytes, 0, keptLengths[slot])) {
            return;
        }
        int length = RtxPayload.write(packet, again, 0, rtxPayloadType, rtxSsrc, rtxSequence++ & 0xFFFF);
        if (numbered) {
            Bytes.put16(again, 19, numbers.take());
        }
        if (packet.wrap(again, 0, length)) {
            connection.sendRtp(packet);
            sentAgain++;
        }
    }

    /** Adds a sender report. */
    void report(RtcpWriter to, long ntpTime, int timestamp) {
        to.senderReport(ssrc, ntpTime, timestamp, packets, octets);
    }
}
