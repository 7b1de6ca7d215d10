package live.griot.edge.srtp;

import java.security.GeneralSecurityException;

/**
 * Seals and opens the bytes of one packet; whoever calls knows the packet's index. Not thread-safe.
 */
interface PacketCipher {
    /**
     * Seals RTP: {@code header} bytes stay readable. Returns the sealed length.
     *
     * @param rollover the upper 32 bits of the 48-bit packet index
     */
    int sealRtp(byte[] in, int at, int length, int header, int ssrc, int rollover, int sequence, byte[] out, int to)
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

    /** Returns the cipher of a key's profile. */
    static PacketCipher of(SrtpMasterKey master) {
        return switch (master.profile()) {
            case AEAD_AES_128_GCM -> new GcmCipher(master);
            case AES128_CM_HMAC_SHA1_80 -> new CounterModeCipher(master);
        };
    }
}
