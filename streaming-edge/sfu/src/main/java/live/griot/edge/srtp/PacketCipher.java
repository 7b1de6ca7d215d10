package live.griot.edge.srtp;

import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;

/**
 * Seals and opens the bytes of one packet; whoever calls knows the packet's index. Not thread-safe.
 */
interface PacketCipher extends AutoCloseable {
    /** The bytes of an RTCP packet that stay readable (RFC 3711, section 3.4). */
    int RTCP_HEADER = 8;

    /** The bytes of an RTCP packet's index, with the flag in front. */
    int INDEX = 4;

    /** The flag in front of an index: the packet is encrypted. */
    int ENCRYPTED = 0x80000000;

    /**
     * Seals RTP: {@code header} bytes stay readable. Returns the sealed length.
     *
     * @param rollover the upper 32 bits of the 48-bit packet index
     */
    int sealRtp(byte[] in, int at, int length, int header, int ssrc, int rollover, int sequence, byte[] out, int to)
            throws GeneralSecurityException;

    /**
     * Seals RTP into native memory, which has room for the overhead; else like the other.
     *
     * @throws IndexOutOfBoundsException when there is no room
     */
    int sealRtp(
            byte[] in, int at, int length, int header, int ssrc, int rollover, int sequence, MemorySegment out, long to)
            throws GeneralSecurityException;

    /** Opens RTP in place; returns the plain length, or -1 when it is not authentic. */
    int openRtp(byte[] packet, int at, int length, int header, int ssrc, int rollover, int sequence)
            throws GeneralSecurityException;

    /** Seals RTCP, whose first 8 bytes stay readable, and appends the index of 31 bits. Returns the sealed length. */
    int sealRtcp(byte[] in, int at, int length, int ssrc, int index, byte[] out, int to)
            throws GeneralSecurityException;

    /** Opens RTCP in place; returns the plain length, or -1 when it is not authentic or was not encrypted. */
    int openRtcp(byte[] packet, int at, int length, int ssrc) throws GeneralSecurityException;

    /** Returns where in a sealed RTCP packet the four bytes of its index stand, counted from its end. */
    int rtcpIndexFromEnd();

    /** Forgets the keys. */
    @Override
    default void close() {}

    /** Returns the cipher of a key's profile; of counter mode there is but one. */
    static PacketCipher of(SrtpMasterKey master, SrtpLibrary library) {
        return switch (master.profile()) {
            case AEAD_AES_128_GCM ->
                library == SrtpLibrary.OPENSSL ? new OpenSslGcmCipher(master) : new GcmCipher(master);
            case AES128_CM_HMAC_SHA1_80 -> new CounterModeCipher(master);
        };
    }
}
