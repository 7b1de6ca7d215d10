package live.griot.edge.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import live.griot.edge.rtp.Bytes;

/** Writes one STUN message, attribute by attribute, and finishes it with a signature and a fingerprint. RFC 8489, section 5. */
public final class StunWriter {
    private static final int MAX_BYTES = 600;

    private final byte[] bytes = new byte[MAX_BYTES];
    private int length = StunMessage.HEADER;

    /** Begins a message of a class and method, with a transaction id of 12 bytes. */
    public StunWriter(int type, byte[] transactionId) {
        Bytes.put16(bytes, 0, type);
        Bytes.put32(bytes, 4, StunMessage.MAGIC_COOKIE);
        System.arraycopy(transactionId, 0, bytes, 8, 12);
    }

    /** Adds the address that a request was seen to come from. */
    public StunWriter mappedAddress(InetSocketAddress address) {
        return attribute(StunMessage.XOR_MAPPED_ADDRESS, StunAddress.write(bytes, length + 4, address));
    }

    /** Adds a user name of up to 512 bytes. */
    public StunWriter username(String username) {
        return attribute(StunMessage.USERNAME, username.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the priority of the candidate that a check is sent from. */
    public StunWriter priority(int priority) {
        Bytes.put32(bytes, length + 4, priority);
        return attribute(StunMessage.PRIORITY, 4);
    }

    /** Says that the sender controls, with its tie breaker. */
    public StunWriter controlling(long tieBreaker) {
        Bytes.put64(bytes, length + 4, tieBreaker);
        return attribute(StunMessage.ICE_CONTROLLING, 8);
    }

    /** Says that the sender is controlled, with its tie breaker. */
    public StunWriter controlled(long tieBreaker) {
        Bytes.put64(bytes, length + 4, tieBreaker);
        return attribute(StunMessage.ICE_CONTROLLED, 8);
    }

    /** Nominates the pair. */
    public StunWriter useCandidate() {
        return attribute(StunMessage.USE_CANDIDATE, 0);
    }

    /** Adds an error: a code of 300 to 699 and a phrase (RFC 8489, section 14.8). */
    public StunWriter error(int code, String phrase) {
        byte[] text = phrase.getBytes(StandardCharsets.UTF_8);
        byte[] value = new byte[4 + text.length];
        value[2] = (byte) (code / 100);
        value[3] = (byte) (code % 100);
        System.arraycopy(text, 0, value, 4, text.length);
        return attribute(StunMessage.ERROR_CODE, value);
    }

    /** Signs with a short-term password, adds the fingerprint, and returns the message. */
    public byte[] finish(String password) {
        Bytes.put16(bytes, 2, length + 24 - StunMessage.HEADER);
        attribute(StunMessage.MESSAGE_INTEGRITY, StunMessage.hmacSha1(bytes, length, password));
        return finishUnsigned();
    }

    /** Adds the fingerprint and returns the message. */
    public byte[] finishUnsigned() {
        Bytes.put16(bytes, 2, length + 8 - StunMessage.HEADER);
        Bytes.put32(bytes, length + 4, StunMessage.fingerprint(bytes, length));
        attribute(StunMessage.FINGERPRINT, 4);
        return Arrays.copyOf(bytes, length);
    }

    private StunWriter attribute(int type, byte[] value) {
        System.arraycopy(value, 0, bytes, length + 4, value.length);
        return attribute(type, value.length);
    }

    private StunWriter attribute(int type, int size) {
        Bytes.put16(bytes, length, type);
        Bytes.put16(bytes, length + 2, size);
        length += 4 + (size + 3) / 4 * 4;
        return this;
    }
}
