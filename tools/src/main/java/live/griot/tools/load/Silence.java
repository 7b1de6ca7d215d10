package live.griot.tools.load;

/** One Opus packet of 20 ms that any decoder plays as silence, padded to the size of speech at 32 kbit/s. RFC 6716, section 3.2.5. */
final class Silence {
    static final byte[] PACKET = packet();

    private static final int BYTES = 80;

    private Silence() {}

    private static byte[] packet() {
        byte[] packet = new byte[BYTES];
        // CELT, full band, 20 ms, mono, a count of frames follows; one frame, with padding; so much padding; the frame.
        packet[0] = (byte) 0xFB;
        packet[1] = 0x41;
        packet[2] = BYTES - 5;
        packet[3] = (byte) 0xFF;
        packet[4] = (byte) 0xFE;
        return packet;
    }
}
