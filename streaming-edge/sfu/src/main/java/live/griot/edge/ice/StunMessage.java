package live.griot.edge.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import live.griot.edge.rtp.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A STUN message that was received: a view over a copy of its bytes. RFC 8489, section 5; the attributes of connectivity checks
 * RFC 8445, section 7. Immutable.
 */
public final class StunMessage {
    /** The bytes of a header. */
    public static final int HEADER = 20;

    /** A binding request. */
    public static final int BINDING_REQUEST = 0x0001;
    /** A binding success response. */
    public static final int BINDING_SUCCESS = 0x0101;
    /** A binding error response. */
    public static final int BINDING_ERROR = 0x0111;

    static final int MAGIC_COOKIE = 0x2112A442;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    private static final int FINGERPRINT_XOR = 0x5354554E;
    private static final int MAX_BYTES = 1_500;

    /** Looking for the provider takes longer than the signature. */
    private static final ThreadLocal<Mac> HMAC_SHA1 = ThreadLocal.withInitial(StunMessage::newHmacSha1);

    private final byte[] bytes;

    private StunMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns whether a datagram looks like STUN and not like DTLS or RTP (RFC 7983, section 7). */
    public static boolean looksLikeStun(byte[] array, int offset, int length) {
        return length >= HEADER && (array[offset] & 0xFC) == 0 && Bytes.i32(array, offset + 4) == MAGIC_COOKIE;
    }

    /** Reads a message; returns null when it is malformed, or has a fingerprint that is not its own. */
    public static @Nullable StunMessage parse(byte[] array, int offset, int length) {
        if (!looksLikeStun(array, offset, length)
                || length > MAX_BYTES
                || length % 4 != 0
                || Bytes.u16(array, offset + 2) != length - HEADER) {
            return null;
        }
        StunMessage message = new StunMessage(Arrays.copyOfRange(array, offset, offset + length));
        return message.isWellFormed() ? message : null;
    }

    /** Returns the class and method, such as {@link #BINDING_REQUEST}. */
    public int type() {
        return Bytes.u16(bytes, 0);
    }

    /** Returns the 12 bytes that tie a response to its request. */
    public byte[] transactionId() {
        return Arrays.copyOfRange(bytes, 8, HEADER);
    }

    /** Returns the user name, or null when there is none. */
    public @Nullable String username() {
        int at = find(USERNAME);
        return at < 0 ? null : new String(bytes, at + 4, Bytes.u16(bytes, at + 2), StandardCharsets.UTF_8);
    }

    /** Returns whether the controlling side nominates this pair (RFC 8445, section 7.1.2). */
    public boolean usesCandidate() {
        return find(USE_CANDIDATE) >= 0;
    }

    /** Returns whether the message has a fingerprint. */
    public boolean hasFingerprint() {
        return find(FINGERPRINT) >= 0;
    }

    /** Returns whether the message is signed with that short-term password (RFC 8489, section 14.5). */
    public boolean isSignedWith(String password) {
        int at = find(MESSAGE_INTEGRITY);
        if (at < 0 || Bytes.u16(bytes, at + 2) != 20) {
            return false;
        }
        byte[] signed = Arrays.copyOf(bytes, at);
        Bytes.put16(signed, 2, at + 24 - HEADER);
        return MessageDigest.isEqual(hmacSha1(signed, at, password), Arrays.copyOfRange(bytes, at + 4, at + 24));
    }

    /** Returns the address that the server saw the request come from, or null when the message tells none. */
    public @Nullable InetSocketAddress mappedAddress() {
        int at = find(XOR_MAPPED_ADDRESS);
        return at < 0 ? null : StunAddress.read(bytes, at + 4, Bytes.u16(bytes, at + 2));
    }

    static byte[] hmacSha1(byte[] text, int length, String password) {
        try {
            Mac mac = HMAC_SHA1.get();
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            mac.update(text, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java takes any key for HmacSHA1", missing);
        }
    }

    private static Mac newHmacSha1() {
        try {
            return Mac.getInstance("HmacSHA1");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has HmacSHA1", missing);
        }
    }

    static int fingerprint(byte[] text, int length) {
        CRC32 crc = new CRC32();
        crc.update(text, 0, length);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    private boolean isWellFormed() {
        int at = HEADER;
        while (at < bytes.length) {
            if (at + 4 > bytes.length) {
                return false;
            }
            int size = Bytes.u16(bytes, at + 2);
            int next = at + 4 + (size + 3) / 4 * 4;
            if (next > bytes.length) {
                return false;
            }
            if (Bytes.u16(bytes, at) == FINGERPRINT) {
                return size == 4 && next == bytes.length && Bytes.i32(bytes, at + 4) == fingerprint(bytes, at);
            }
            at = next;
        }
        return true;
    }

    /** Returns where an attribute begins, or -1; what follows the signature is not looked at, but for the fingerprint. */
    private int find(int wanted) {
        int at = HEADER;
        boolean signed = false;
        while (at < bytes.length) {
            int type = Bytes.u16(bytes, at);
            if (type == wanted && (!signed || wanted == FINGERPRINT)) {
                return at;
            }
            signed |= type == MESSAGE_INTEGRITY;
            at += 4 + (Bytes.u16(bytes, at + 2) + 3) / 4 * 4;
        }
        return -1;
    }
}
