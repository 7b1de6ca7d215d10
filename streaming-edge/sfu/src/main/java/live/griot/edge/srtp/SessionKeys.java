package live.griot.edge.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that packets are sealed with, derived once from a master key, with a key derivation rate of zero (RFC 3711, section
 * 4.3; RFC 7714, section 11: the 96-bit salt is padded with zeros on the right).
 */
@SuppressWarnings("ArrayRecordComponent") // Keys are bytes, and nobody changes them.
record SessionKeys(byte[] encryption, byte[] authentication, byte[] salt) {
    private static final int RTP_LABEL = 0;
    private static final int RTCP_LABEL = 3;
    private static final int AUTHENTICATION_BYTES = 20;

    static SessionKeys forRtp(SrtpMasterKey master) {
        return derive(master, RTP_LABEL);
    }

    static SessionKeys forRtcp(SrtpMasterKey master) {
        return derive(master, RTCP_LABEL);
    }

    private static SessionKeys derive(SrtpMasterKey master, int firstLabel) {
        return new SessionKeys(
                derive(master, firstLabel, master.profile().keyLength()),
                derive(master, firstLabel + 1, AUTHENTICATION_BYTES),
                derive(master, firstLabel + 2, master.profile().saltLength()));
    }

    static byte[] derive(SrtpMasterKey master, int label, int length) {
        byte[] iv = Arrays.copyOf(master.salt(), 16);
        iv[7] ^= (byte) label;
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(master.key(), "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(new byte[length]);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has AES in counter mode", missing);
        }
    }
}
