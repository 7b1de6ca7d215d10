package live.griot.edge.peer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import live.griot.edge.rtp.Bytes;

/** Builds one plain RTP packet with one-byte header extensions (RFC 3550, section 5.1; RFC 8285, section 4.2). */
public final class RtpBuilder {
    private final ByteArrayOutputStream extensions = new ByteArrayOutputStream();
    private final int payloadType;
    private final int ssrc;
    private final int sequence;
    private final int timestamp;
    private boolean marker;
    private byte[] payload = new byte[0];

    private RtpBuilder(int payloadType, int ssrc, int sequence, int timestamp) {
        this.payloadType = payloadType;
        this.ssrc = ssrc;
        this.sequence = sequence;
        this.timestamp = timestamp;
    }

    /** Begins a packet without extensions and payload. */
    public static RtpBuilder packet(int payloadType, int ssrc, int sequence, int timestamp) {
        return new RtpBuilder(payloadType, ssrc, sequence, timestamp);
    }

    /** Sets the marker bit. */
    public RtpBuilder marker() {
        marker = true;
        return this;
    }

    /** Adds an extension of 1 to 16 bytes. */
    public RtpBuilder extension(int id, byte... value) {
        extensions.write(id << 4 | value.length - 1);
        extensions.writeBytes(value);
        return this;
    }

    /** Adds an extension that is a text, as mids and rids are. */
    public RtpBuilder extension(int id, String text) {
        return extension(id, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Adds an extension that is a number of 16 bits, as transport-wide sequence numbers are. */
    public RtpBuilder extension16(int id, int value) {
        return extension(id, (byte) (value >> 8), (byte) value);
    }

    /** Sets the payload. */
    public RtpBuilder payload(byte... bytes) {
        payload = bytes;
        return this;
    }

    /** Sets a VP8 payload that begins a frame and carries a value of 32 bits behind what says so (RFC 7741, section 4.2). */
    public RtpBuilder vp8(boolean keyFrame, int value) {
        byte[] bytes = new byte[6];
        bytes[0] = 0x10;
        bytes[1] = (byte) (keyFrame ? 0 : 1);
        Bytes.put32(bytes, 2, value);
        return payload(bytes);
    }

    /** Returns the packet. */
    public byte[] build() {
        byte[] values = extensions.toByteArray();
        int words = (values.length + 3) / 4;
        int header = 12 + (words == 0 ? 0 : 4 + 4 * words);
        byte[] packet = new byte[header + payload.length];
        packet[0] = (byte) (words == 0 ? 0x80 : 0x90);
        packet[1] = (byte) ((marker ? 0x80 : 0) | payloadType);
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 4, timestamp);
        Bytes.put32(packet, 8, ssrc);
        if (words > 0) {
            Bytes.put16(packet, 12, 0xBEDE);
            Bytes.put16(packet, 14, words);
            System.arraycopy(values, 0, packet, 16, values.length);
        }
        System.arraycopy(payload, 0, packet, header, payload.length);
        return packet;
    }

    /** Returns a retransmission of a packet, with its extensions as given here (RFC 4588, section 4). */
    public RtpBuilder repairing(byte[] original, int originalHeader) {
        byte[] bytes = new byte[original.length - originalHeader + 2];
        Bytes.put16(bytes, 0, Bytes.u16(original, 2));
        System.arraycopy(original, originalHeader, bytes, 2, original.length - originalHeader);
        return payload(bytes);
    }
}
