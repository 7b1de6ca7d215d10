package live.griot.edge.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/**
 * The datagrams between the ingest loop and one DTLS thread. Offering never blocks: what does not fit is dropped, as a network would
 * do, and sent again by the peer.
 */
final class DatagramQueue implements DatagramTransport {
    /** What a datagram may carry without being fragmented on any path that matters. */
    static final int SEND_LIMIT = 1_200;

    private static final int RECEIVE_LIMIT = 1_500;
    static final int CAPACITY = 32;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(CAPACITY);
    private final Consumer<byte[]> outbound;
    private volatile boolean closed;

    DatagramQueue(Consumer<byte[]> outbound) {
        this.outbound = outbound;
    }

    /** Hands in a datagram, copied; returns false when it was dropped. */
    boolean offer(byte[] bytes, int offset, int length) {
        return !closed && length <= RECEIVE_LIMIT && arrived.offer(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        try {
            byte[] next = arrived.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (next == END) {
                throw new IOException("closed");
            }
            if (next == null || next.length > length) {
                return -1;
            }
            System.arraycopy(next, 0, buffer, offset, next.length);
            return next.length;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        outbound.accept(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {
        closed = true;
        arrived.clear();
        arrived.add(END);
    }
}
