package live.griot.edge.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import live.griot.edge.rtp.Bytes;

/** AEAD_AES_128_GCM (RFC 7714, sections 8 and 9). Not thread-safe. */
final class GcmCipher implements PacketCipher {
    private static final int TAG = 16;
    private static final int INDEX = 4;
    private static final int RTCP_HEADER = 8;
    private static final int ENCRYPTED = 0x80000000;

    private final SessionKeys rtp;
    private final SessionKeys rtcp;
    private final SecretKeySpec rtpKey;
    private final SecretKeySpec rtcpKey;
    private final Cipher cipher;
    private final byte[] iv = new byte[12];
    private final byte[] index = new byte[INDEX];

    GcmCipher(SrtpMasterKey master) {
        this(SessionKeys.forRtp(master), SessionKeys.forRtcp(master));
    }

    GcmCipher(SessionKeys rtp, SessionKeys rtcp) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        rtpKey = new SecretKeySpec(rtp.encryption(), "AES");
        rtcpKey = new SecretKeySpec(rtcp.encryption(), "AES");
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has AES in Galois counter mode", missing);
        }
    }

    @Override
    public int sealRtp(
            byte[] in, int at, int length, int header, int ssrc, int rollover, int sequence, byte[] out, int to)
            throws GeneralSecurityException {
        init(Cipher.ENCRYPT_MODE, rtpKey, rtpIv(ssrc, rollover, sequence));
        cipher.updateAAD(in, at, header);
        System.arraycopy(in, at, out, to, header);
        return header + cipher.doFinal(in, at + header, length - header, out, to + header);
    }

    @Override
    public int openRtp(byte[] packet, int at, int length, int header, int ssrc, int rollover, int sequence)
            throws GeneralSecurityException {
        if (length < header + TAG) {
            return -1;
        }
        init(Cipher.DECRYPT_MODE, rtpKey, rtpIv(ssrc, rollover, sequence));
        cipher.updateAAD(packet, at, header);
        return header + decrypt(packet, at + header, length - header, header);
    }

    @Override
    public int sealRtcp(byte[] in, int at, int length, int ssrc, int packetIndex, byte[] out, int to)
            throws GeneralSecurityException {
        init(Cipher.ENCRYPT_MODE, rtcpKey, rtcpIv(ssrc, packetIndex));
        Bytes.put32(index, 0, packetIndex | ENCRYPTED);
        cipher.updateAAD(in, at, RTCP_HEADER);
        cipher.updateAAD(index);
        System.arraycopy(in, at, out, to, RTCP_HEADER);
        int sealed = RTCP_HEADER + cipher.doFinal(in, at + RTCP_HEADER, length - RTCP_HEADER, out, to + RTCP_HEADER);
        System.arraycopy(index, 0, out, to + sealed, INDEX);
        return sealed + INDEX;
    }

    @Override
    public int openRtcp(byte[] packet, int at, int length, int ssrc) throws GeneralSecurityException {
        if (length < RTCP_HEADER + TAG + INDEX) {
            return -1;
        }
        int stored = Bytes.i32(packet, at + length - INDEX);
        if ((stored & ENCRYPTED) == 0) {
            return -1;
        }
        init(Cipher.DECRYPT_MODE, rtcpKey, rtcpIv(ssrc, stored & ~ENCRYPTED));
        cipher.updateAAD(packet, at, RTCP_HEADER);
        cipher.updateAAD(packet, at + length - INDEX, INDEX);
        return RTCP_HEADER + decrypt(packet, at + RTCP_HEADER, length - RTCP_HEADER - INDEX, RTCP_HEADER);
    }

    @Override
    public int rtcpIndexFromEnd() {
        return INDEX;
    }

    /** Decrypts in place; returns the plain length, or what makes the sum with the header -1 when the tag is wrong. */
    private int decrypt(byte[] packet, int at, int length, int header) throws GeneralSecurityException {
        try {
            return cipher.doFinal(packet, at, length, packet, at);
        } catch (AEADBadTagException forged) {
            return -1 - header;
        }
    }

    private void init(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
    }

    /** RFC 7714, section 8.1. */
    private byte[] rtpIv(int ssrc, int rollover, int sequence) {
        Bytes.put16(iv, 0, 0);
        Bytes.put32(iv, 2, ssrc);
        Bytes.put32(iv, 6, rollover);
        Bytes.put16(iv, 10, sequence);
        return salted(rtp.salt());
    }

    /** RFC 7714, section 9.1. */
    private byte[] rtcpIv(int ssrc, int packetIndex) {
        Bytes.put16(iv, 0, 0);
        Bytes.put32(iv, 2, ssrc);
        Bytes.put16(iv, 6, 0);
        Bytes.put32(iv, 8, packetIndex);
        return salted(rtcp.salt());
    }

    private byte[] salted(byte[] salt) {
        for (int i = 0; i < iv.length; i++) {
            iv[i] ^= salt[i];
        }
        return iv;
    }
}
