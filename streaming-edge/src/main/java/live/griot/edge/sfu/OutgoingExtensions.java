package live.griot.edge.sfu;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;

/**
 * The header extensions that a viewer takes, by the ids that were negotiated with them: 1 to 14, and -1 for those that they do not take
 * (RFC 8285, section 4.2). An id or MID that does not fit the form of one byte counts as not taken.
 *
 * @param transportSequenceId of the transport-wide sequence number
 * @param midId of the MID (RFC 8843, section 15)
 * @param mid the MID of the viewer's media section, up to 16 ASCII characters
 * @param audioLevelId of the audio level (RFC 6464)
 */
public record OutgoingExtensions(int transportSequenceId, int midId, String mid, int audioLevelId) {
    /** Where in a packet that carries one the transport-wide sequence number stands: 16 bits, for the sender to fill in. */
    public static final int TRANSPORT_SEQUENCE_OFFSET = RtpPacket.FIXED_HEADER + 6;

    /** No extensions. */
    public static final OutgoingExtensions NONE = new OutgoingExtensions(-1, -1, "", -1);

    private static final int BLOCK_HEADER = 4;
    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int MAX_ID = 14;
    private static final int MAX_MID = 16;

    /** Forgets what does not fit. */
    public OutgoingExtensions {
        transportSequenceId = checked(transportSequenceId);
        midId = mid.isEmpty() || mid.length() > MAX_MID ? -1 : checked(midId);
        audioLevelId = checked(audioLevelId);
    }

    private static int checked(int id) {
        return id >= 1 && id <= MAX_ID ? id : -1;
    }

    /** Returns whether packets carry a transport-wide sequence number. */
    public boolean hasTransportSequence() {
        return transportSequenceId > 0;
    }

    /**
     * Returns the block that stands behind the fixed header, its values still zero but for the MID; empty without any extension. An
     * audio level is its last value, at {@link #audioLevelOffset}.
     */
    byte[] block(boolean withAudioLevel) {
        byte[] block = new byte[BLOCK_HEADER + 4 * 7];
        int at = BLOCK_HEADER;
        if (transportSequenceId > 0) {
            // An empty byte first: so the number stands at the same place in blocks of either form.
            block[at + 1] = (byte) (transportSequenceId << 4 | 1);
            at += 4;
        }
        if (midId > 0) {
            byte[] text = mid.getBytes(StandardCharsets.US_ASCII);
            block[at] = (byte) (midId << 4 | text.length - 1);
            System.arraycopy(text, 0, block, at + 1, text.length);
            at += 1 + text.length;
        }
        if (withAudioLevel && audioLevelId > 0) {
            block[at] = (byte) (audioLevelId << 4);
            at += 2;
        }
        if (at == BLOCK_HEADER) {
            return new byte[0];
        }
        int words = (at - BLOCK_HEADER + 3) / 4;
        Bytes.put16(block, 0, ONE_BYTE_PROFILE);
        Bytes.put16(block, 2, words);
        return Arrays.copyOf(block, BLOCK_HEADER + 4 * words);
    }

    /** Returns where in the block the audio level stands. */
    int audioLevelOffset() {
        return BLOCK_HEADER + (transportSequenceId > 0 ? 4 : 0) + (midId > 0 ? 1 + mid.length() : 0) + 1;
    }
}
