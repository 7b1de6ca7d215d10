package live.griot.edge.srtp;

/** A protection profile for SRTP as DTLS negotiates it (RFC 5764, section 4.1.2; RFC 7714, section 14.2). */
public enum SrtpProfile {
    /** AES-128 in Galois counter mode: no separate authentication, tags of 16 bytes. */
    AEAD_AES_128_GCM(7, 16, 12, 16),
    /** AES-128 in counter mode with HMAC-SHA1, tags of 10 bytes. */
    AES128_CM_HMAC_SHA1_80(1, 16, 14, 10);

    private final int id;
    private final int keyLength;
    private final int saltLength;
    private final int tagLength;

    SrtpProfile(int id, int keyLength, int saltLength, int tagLength) {
        this.id = id;
        this.keyLength = keyLength;
        this.saltLength = saltLength;
        this.tagLength = tagLength;
    }

    /** Returns the number in the use_srtp extension. */
    public int id() {
        return id;
    }

    /** Returns the bytes of a master key. */
    public int keyLength() {
        return keyLength;
    }

    /** Returns the bytes of a master salt. */
    public int saltLength() {
        return saltLength;
    }

    /** Returns the bytes that a sealed RTP packet is longer than a plain one. */
    public int tagLength() {
        return tagLength;
    }

    /** Returns the bytes to export from DTLS: both sides' keys and salts (RFC 5764, section 4.2). */
    public int exportedLength() {
        return 2 * (keyLength + saltLength);
    }
}
