package live.griot.edge.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import live.griot.edge.rtp.Bytes;

/** AES_CM_128 with HMAC_SHA1_80 (RFC 3711, sections 4.1.1 and 4.2). Not thread-safe. */
final class CounterModeCipher extends JdkCipher {
    private static final int TAG = 10;

    private final Cipher cipher;
    private final Mac rtpMac;
    private final Mac rtcpMac;
    private final byte[] iv = new byte[16];
    private final byte[] word = new byte[INDEX];
    private final byte[] tag = new byte[20];

    CounterModeCipher(SrtpMasterKey master) {
        this(SessionKeys.forRtp(master), SessionKeys.forRtcp(master));
    }

    CounterModeCipher(SessionKeys rtp, SessionKeys rtcp) {
        super(rtp, rtcp, TAG);
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            rtpMac = mac(rtp);
            rtcpMac = mac(rtcp);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has AES in counter mode and HmacSHA1", missing);
        }
    }

    private static Mac mac(SessionKeys keys) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(keys.authentication(), "HmacSHA1"));
        return mac;
    }

    @Override
    public int sealRtp(
            byte[] in, int at, int length, int header, int ssrc, int rollover, int sequence, byte[] out, int to)
            throws GeneralSecurityException {
        System.arraycopy(in, at, out, to, header);
        crypt(rtpKey, rtp, ssrc, rollover, sequence, in, at + header, length - header, out, to + header);
        sign(rtpMac, out, to, length, rollover);
        System.arraycopy(tag, 0, out, to + length, TAG);
        return length + TAG;
    }

    @Override
    public int openRtp(byte[] packet, int at, int length, int header, int ssrc, int rollover, int sequence)
            throws GeneralSecurityException {
        int plain = length - TAG;
        if (plain < header) {
            return -1;
        }
        sign(rtpMac, packet, at, plain, rollover);
        if (!hasTagAt(packet, at + plain)) {
            return -1;
        }
        int body = at + header;
        crypt(rtpKey, rtp, ssrc, rollover, sequence, packet, body, plain - header, packet, body);
        return plain;
    }

    @Override
    public int sealRtcp(byte[] in, int at, int length, int ssrc, int index, byte[] out, int to)
            throws GeneralSecurityException {
        System.arraycopy(in, at, out, to, RTCP_HEADER);
        int body = length - RTCP_HEADER;
        crypt(rtcpKey, rtcp, ssrc, index >>> 16, index, in, at + RTCP_HEADER, body, out, to + RTCP_HEADER);
        Bytes.put32(out, to + length, index | ENCRYPTED);
        sign(rtcpMac, out, to, length, index | ENCRYPTED);
        System.arraycopy(tag, 0, out, to + length + INDEX, TAG);
        return length + INDEX + TAG;
    }

    @Override
    public int openRtcp(byte[] packet, int at, int length, int ssrc) throws GeneralSecurityException {
        int plain = length - INDEX - TAG;
        if (plain < RTCP_HEADER) {
            return -1;
        }
        int stored = Bytes.i32(packet, at + plain);
        sign(rtcpMac, packet, at, plain, stored);
        if ((stored & ENCRYPTED) == 0 || !hasTagAt(packet, at + plain + INDEX)) {
            return -1;
        }
        int index = stored & ~ENCRYPTED;
        int body = at + RTCP_HEADER;
        crypt(rtcpKey, rtcp, ssrc, index >>> 16, index, packet, body, plain - RTCP_HEADER, packet, body);
        return plain;
    }

    @Override
    public int rtcpIndexFromEnd() {
        return INDEX + TAG;
    }

    /** The counter block of RFC 3711, section 4.1.1: salt, then SSRC, then the 48-bit index, then a block counter. */
    private void crypt(
            SecretKeySpec key,
            SessionKeys keys,
            int ssrc,
            int indexHigh,
            int indexLow,
            byte[] in,
            int at,
            int length,
            byte[] out,
            int to)
            throws GeneralSecurityException {
        System.arraycopy(keys.salt(), 0, iv, 0, 14);
        Bytes.put16(iv, 14, 0);
        Bytes.put32(iv, 4, Bytes.i32(iv, 4) ^ ssrc);
        Bytes.put32(iv, 8, Bytes.i32(iv, 8) ^ indexHigh);
        Bytes.put16(iv, 12, Bytes.u16(iv, 12) ^ indexLow);
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
        cipher.doFinal(in, at, length, out, to);
    }

    private void sign(Mac mac, byte[] packet, int at, int length, int trailer) throws GeneralSecurityException {
        Bytes.put32(word, 0, trailer);
        mac.update(packet, at, length);
        mac.update(word);
        mac.doFinal(tag, 0);
    }

    /** Compares in a time that does not depend on where they differ. */
    private boolean hasTagAt(byte[] packet, int at) {
        int difference = 0;
        for (int i = 0; i < TAG; i++) {
            difference |= packet[at + i] ^ tag[i];
        }
        return difference == 0;
    }
}
