package live.griot.edge.peer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Takes an {@link EdgePeer}'s datagrams and carries them over one TCP connection, each behind its length (RFC 4571), and back: a peer whose
 * network lets no datagrams through, to the edge.
 */
public final class TcpTunnel implements AutoCloseable {
    private static final int MAX_FRAME = 65_535;

    private final DatagramSocket near;
    private final Socket far;
    private final Semaphore reading = new Semaphore(1);
    private volatile @Nullable InetSocketAddress peer;

    /** Connects to the edge, with a receive buffer that is soon full. */
    public TcpTunnel(InetSocketAddress edge) throws IOException {
        near = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        far = new Socket();
        far.setReceiveBufferSize(64 * 1_024);
        far.setTcpNoDelay(true);
        far.connect(edge);
        Thread.ofPlatform().daemon().name("tcp-tunnel-out").start(() -> carry(this::out));
        Thread.ofPlatform().daemon().name("tcp-tunnel-in").start(() -> carry(this::in));
    }

    /** Returns where the peer takes the edge to be. */
    public InetSocketAddress address() {
        return (InetSocketAddress) near.getLocalSocketAddress();
    }

    /** Reads no more of what the edge sends, so that it piles up on the way. */
    public void stopReading() throws InterruptedException {
        reading.acquire();
    }

    /** Reads on. */
    public void readOn() {
        reading.release();
    }

    private void out() throws IOException {
        DataOutputStream to = new DataOutputStream(far.getOutputStream());
        byte[] buffer = new byte[MAX_FRAME + 2];
        while (true) {
            DatagramPacket datagram = new DatagramPacket(buffer, 2, MAX_FRAME);
            near.receive(datagram);
            peer = (InetSocketAddress) datagram.getSocketAddress();
            buffer[0] = (byte) (datagram.getLength() >>> 8);
            buffer[1] = (byte) datagram.getLength();
            to.write(buffer, 0, datagram.getLength() + 2);
        }
    }

    private void in() throws IOException {
        DataInputStream from = new DataInputStream(far.getInputStream());
        byte[] buffer = new byte[MAX_FRAME];
        while (true) {
            int length = from.readUnsignedShort();
            from.readFully(buffer, 0, length);
            reading.acquireUninterruptibly();
            reading.release();
            InetSocketAddress to = peer;
            if (to != null) {
                near.send(new DatagramPacket(buffer, length, to));
            }
        }
    }

    /** Something that goes on until a socket is closed. */
    private interface Carrier {
        void carry() throws IOException;
    }

    private static void carry(Carrier carrier) {
        try {
            carrier.carry();
        } catch (IOException closed) {
            // One of the two ends is gone.
        }
    }

    @Override
    public void close() {
        near.close();
        try {
            far.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
