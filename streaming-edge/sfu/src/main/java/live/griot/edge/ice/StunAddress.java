package live.griot.edge.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import live.griot.edge.rtp.Bytes;
import org.jspecify.annotations.Nullable;

/** XOR-MAPPED-ADDRESS (RFC 8489, section 14.2). */
final class StunAddress {
    private StunAddress() {}

    /** Writes the attribute's value; returns its length, 8 or 20. {@code message} begins with the header. */
    static int write(byte[] message, int at, InetSocketAddress address) {
        byte[] ip = address.getAddress().getAddress();
        message[at] = 0;
        message[at + 1] = (byte) (ip.length == 4 ? 1 : 2);
        Bytes.put16(message, at + 2, address.getPort() ^ StunMessage.MAGIC_COOKIE >>> 16);
        for (int i = 0; i < ip.length; i++) {
            message[at + 4 + i] = (byte) (ip[i] ^ message[4 + i]);
        }
        return 4 + ip.length;
    }

    static @Nullable InetSocketAddress read(byte[] message, int at, int length) {
        int size = length == 8 ? 4 : 16;
        if (length != 4 + size) {
            return null;
        }
        byte[] ip = Arrays.copyOfRange(message, at + 4, at + 4 + size);
        for (int i = 0; i < size; i++) {
            ip[i] ^= message[4 + i];
        }
        try {
            int port = Bytes.u16(message, at + 2) ^ StunMessage.MAGIC_COOKIE >>> 16;
            return new InetSocketAddress(InetAddress.getByAddress(ip), port);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }
}
