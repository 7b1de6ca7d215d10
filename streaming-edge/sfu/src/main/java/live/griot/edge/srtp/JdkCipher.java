package live.griot.edge.srtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;

/** What ciphers of the JDK have in common: they seal from array to array, and native memory costs them a copy. Not thread-safe. */
abstract class JdkCipher implements PacketCipher {
    final SessionKeys rtp;
    final SessionKeys rtcp;
    final SecretKeySpec rtpKey;
    final SecretKeySpec rtcpKey;
    private final int tag;
    private byte[] sealed = new byte[0];

    /** Has those keys, and makes RTP that many bytes longer. */
    JdkCipher(SessionKeys rtp, SessionKeys rtcp, int tag) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.rtpKey = new SecretKeySpec(rtp.encryption(), "AES");
        this.rtcpKey = new SecretKeySpec(rtcp.encryption(), "AES");
        this.tag = tag;
    }

    @Override
    public final int sealRtp(
            byte[] in, int at, int length, int header, int ssrc, int rollover, int sequence, MemorySegment out, long to)
            throws GeneralSecurityException {
        if (sealed.length < length + tag) {
            sealed = new byte[length + tag];
        }
        int size = sealRtp(in, at, length, header, ssrc, rollover, sequence, sealed, 0);
        MemorySegment.copy(sealed, 0, out, ValueLayout.JAVA_BYTE, to, size);
        return size;
    }
}
