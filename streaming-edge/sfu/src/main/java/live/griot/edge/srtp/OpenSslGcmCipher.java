package live.griot.edge.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.security.GeneralSecurityException;
import live.griot.edge.rtp.Bytes;

/**
 * AEAD_AES_128_GCM (RFC 7714, sections 8 and 9) by OpenSSL. A packet is sealed in place where it is to be, in native memory; arrays go
 * through a memory of its own. Not thread-safe.
 */
final class OpenSslGcmCipher implements PacketCipher {
    private static final int TAG = GcmContext.TAG;
    private static final int FIRST_SCRATCH = 2_048;

    private final byte[] rtpSalt;
    private final byte[] rtcpSalt;
    private final GcmContext rtp;
    private final GcmContext rtcp;
    private final GcmNonce nonce = new GcmNonce();
    private MemorySegment scratch = MemorySegment.NULL;

    OpenSslGcmCipher(SrtpMasterKey master) {
        this(SessionKeys.forRtp(master), SessionKeys.forRtcp(master));
    }

    OpenSslGcmCipher(SessionKeys rtp, SessionKeys rtcp) {
        this.rtpSalt = rtp.salt();
        this.rtcpSalt = rtcp.salt();
        this.rtp = new GcmContext(rtp.encryption());
        this.rtcp = new GcmContext(rtcp.encryption());
    }

    /** Returns memory of its own for so many bytes; packets are small, so it is made once for most. */
    private MemorySegment scratch(int length) {
        if (scratch.byteSize() < length) {
            scratch = Arena.ofAuto().allocate(Math.max(length, FIRST_SCRATCH), 16);
        }
        return scratch;
    }

    @Override
    public int sealRtp(
            byte[] in, int at, int length, int header, int ssrc, int rollover, int sequence, byte[] out, int to)
            throws GeneralSecurityException {
        MemorySegment sealed = scratch(length + TAG);
        int size = sealRtp(in, at, length, header, ssrc, rollover, sequence, sealed, 0);
        MemorySegment.copy(sealed, ValueLayout.JAVA_BYTE, 0, out, to, size);
        return size;
    }

    @Override
    public int sealRtp(
            byte[] in, int at, int length, int header, int ssrc, int rollover, int sequence, MemorySegment out, long to)
            throws GeneralSecurityException {
        // Pointers are not checked by anybody else.
        if (!out.isNative() || header > length || to < 0 || out.byteSize() - to < length + TAG) {
            throw new IndexOutOfBoundsException("No room in native memory for %d sealed bytes".formatted(length + TAG));
        }
        MemorySegment.copy(in, at, out, ValueLayout.JAVA_BYTE, to, length);
        long packet = out.address() + to;
        try {
            rtp.begin(nonce.rtp(rtpSalt, ssrc, rollover, sequence), true);
            rtp.readable(packet, header);
            rtp.seal(packet + header, length - header, packet + length);
        } finally {
            Reference.reachabilityFence(out);
        }
        return length + TAG;
    }

    @Override
    public int openRtp(byte[] packet, int at, int length, int header, int ssrc, int rollover, int sequence)
            throws GeneralSecurityException {
        int plain = length - TAG;
        if (plain < header) {
            return -1;
        }
        MemorySegment copy = scratch(length);
        MemorySegment.copy(packet, at, copy, ValueLayout.JAVA_BYTE, 0, length);
        long address = copy.address();
        rtp.begin(nonce.rtp(rtpSalt, ssrc, rollover, sequence), false);
        rtp.readable(address, header);
        if (!rtp.open(address + header, plain - header, address + plain)) {
            return -1;
        }
        MemorySegment.copy(copy, ValueLayout.JAVA_BYTE, header, packet, at + header, plain - header);
        return plain;
    }

    @Override
    public int sealRtcp(byte[] in, int at, int length, int ssrc, int packetIndex, byte[] out, int to)
            throws GeneralSecurityException {
        MemorySegment sealed = scratch(length + TAG + INDEX);
        MemorySegment.copy(in, at, sealed, ValueLayout.JAVA_BYTE, 0, length);
        long address = sealed.address();
        int index = length + TAG;
        sealed.set(ValueLayout.JAVA_INT_UNALIGNED, index, Integer.reverseBytes(packetIndex | ENCRYPTED));
        rtcp.begin(nonce.rtcp(rtcpSalt, ssrc, packetIndex), true);
        rtcp.readable(address, RTCP_HEADER);
        rtcp.readable(address + index, INDEX);
        rtcp.seal(address + RTCP_HEADER, length - RTCP_HEADER, address + length);
        MemorySegment.copy(sealed, ValueLayout.JAVA_BYTE, 0, out, to, length + TAG + INDEX);
        return length + TAG + INDEX;
    }

    @Override
    public int openRtcp(byte[] packet, int at, int length, int ssrc) throws GeneralSecurityException {
        int plain = length - TAG - INDEX;
        if (plain < RTCP_HEADER) {
            return -1;
        }
        int stored = Bytes.i32(packet, at + length - INDEX);
        if ((stored & ENCRYPTED) == 0) {
            return -1;
        }
        MemorySegment copy = scratch(length);
        MemorySegment.copy(packet, at, copy, ValueLayout.JAVA_BYTE, 0, length);
        long address = copy.address();
        rtcp.begin(nonce.rtcp(rtcpSalt, ssrc, stored & ~ENCRYPTED), false);
        rtcp.readable(address, RTCP_HEADER);
        rtcp.readable(address + length - INDEX, INDEX);
        if (!rtcp.open(address + RTCP_HEADER, plain - RTCP_HEADER, address + plain)) {
            return -1;
        }
        MemorySegment.copy(copy, ValueLayout.JAVA_BYTE, RTCP_HEADER, packet, at + RTCP_HEADER, plain - RTCP_HEADER);
        return plain;
    }

    @Override
    public int rtcpIndexFromEnd() {
        return INDEX;
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
