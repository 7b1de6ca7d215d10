package live.griot.edge.srtp;

import live.griot.edge.rtp.Bytes;

/** The initialization vectors of AEAD_AES_128_GCM. Not thread-safe: the array that it returns is the same each time. */
final class GcmNonce {
    static final int BYTES = 12;

    private final byte[] iv = new byte[BYTES];

    /** Makes that of an RTP packet (RFC 7714, section 8.1). */
    byte[] rtp(byte[] salt, int ssrc, int rollover, int sequence) {
        Bytes.put16(iv, 0, 0);
        Bytes.put32(iv, 2, ssrc);
        Bytes.put32(iv, 6, rollover);
        Bytes.put16(iv, 10, sequence);
        return salted(salt);
    }

    /** Makes that of an RTCP packet (RFC 7714, section 9.1). */
    byte[] rtcp(byte[] salt, int ssrc, int packetIndex) {
        Bytes.put16(iv, 0, 0);
        Bytes.put32(iv, 2, ssrc);
        Bytes.put16(iv, 6, 0);
        Bytes.put32(iv, 8, packetIndex);
        return salted(salt);
    }

    private byte[] salted(byte[] salt) {
        for (int i = 0; i < iv.length; i++) {
            iv[i] ^= salt[i];
        }
        return iv;
    }
}
