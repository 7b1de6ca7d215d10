package live.griot.edge.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import live.griot.edge.rtp.Bytes;
import org.jspecify.annotations.Nullable;

/** AEAD_AES_128_GCM (RFC 7714, sections 8 and 9) by the JDK. Not thread-safe. */
final class GcmCipher extends JdkCipher {
    private static final int TAG = 16;

    private final GcmNonce nonce = new GcmNonce();
    private final byte[] index = new byte[INDEX];
    private final byte[] lastIv = new byte[GcmNonce.BYTES];
    private Cipher cipher = newCipher();
    private @Nullable SecretKeySpec lastKey;

    GcmCipher(SrtpMasterKey master) {
        this(SessionKeys.forRtp(master), SessionKeys.forRtcp(master));
    }

    GcmCipher(SessionKeys rtp, SessionKeys rtcp) {
        super(rtp, rtcp, TAG);
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has AES in Galois counter mode", missing);
        }
    }

    @Override
    public int sealRtp(
            byte[] in, int at, int length, int header, int ssrc, int rollover, int sequence, byte[] out, int to)
            throws GeneralSecurityException {
        initToSeal(rtpKey, nonce.rtp(rtp.salt(), ssrc, rollover, sequence));
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
        init(Cipher.DECRYPT_MODE, rtpKey, nonce.rtp(rtp.salt(), ssrc, rollover, sequence));
        cipher.updateAAD(packet, at, header);
        return header + decrypt(packet, at + header, length - header, header);
    }

    @Override
    public int sealRtcp(byte[] in, int at, int length, int ssrc, int packetIndex, byte[] out, int to)
            throws GeneralSecurityException {
        initToSeal(rtcpKey, nonce.rtcp(rtcp.salt(), ssrc, packetIndex));
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
        init(Cipher.DECRYPT_MODE, rtcpKey, nonce.rtcp(rtcp.salt(), ssrc, stored & ~ENCRYPTED));
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

    /**
     * A cipher of the JDK refuses the vector that it sealed with last, for another packet under it would give the key away. The packet that
     * was sealed last may be sealed again, unchanged (RFC 3711, section 9.1), by a new cipher, which knows of no last one.
     */
    private void initToSeal(SecretKeySpec key, byte[] iv) throws GeneralSecurityException {
        if (Arrays.equals(iv, lastIv) && key.equals(lastKey)) {
            cipher = newCipher();
        }
        lastKey = key;
        System.arraycopy(iv, 0, lastIv, 0, iv.length);
        init(Cipher.ENCRYPT_MODE, key, iv);
    }

    private void init(int mode, SecretKeySpec key, byte[] iv) throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, iv));
    }
}
