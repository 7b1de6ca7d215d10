package live.griot.app.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thousands of sockets that listen to one topic, read by one thread, so that they cost the machine as little as they can. They answer
 * pings and look for the time that each message carries.
 */
final class Listeners implements AutoCloseable {
    private static final int READ_BUFFER = 1 << 20;
    private static final int AT_ONCE = 64;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final InetSocketAddress server;
    private final String topic;
    private final Selector selector = Selector.open();
    private final AtomicInteger subscribed = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final Thread reader = Thread.ofPlatform().name("listeners").unstarted(this::read);
    private Delays delays = new Delays();
    private long frames;
    private long bytes;
    private boolean counting;
    private volatile boolean listening = true;

    Listeners(int port, String topic) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.topic = topic;
    }

    /** Connects so many, and returns when all have been told that they are subscribed. */
    void connect(int sockets) throws IOException, InterruptedException {
        reader.start();
        long giveUpAt = System.nanoTime() + PATIENCE_NANOS;
        for (int i = 0; i < sockets; i++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Listening listening = new Listening(channel, topic);
            channel.register(selector, SelectionKey.OP_READ, listening);
            selector.wakeup();
            listening.ask(server.getPort());
            awaitSubscribed(i + 1 - AT_ONCE, giveUpAt);
        }
        awaitSubscribed(sockets, giveUpAt);
    }

    synchronized void startCounting() {
        delays = new Delays();
        frames = 0;
        bytes = 0;
        counting = true;
    }

    synchronized Delays stopCounting() {
        counting = false;
        return delays;
    }

    synchronized long frames() {
        return frames;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Returns how many lost their connection. */
    int cutOff() {
        return cutOff.get();
    }

    private void awaitSubscribed(int many, long giveUpAt) throws InterruptedException {
        while (subscribed.get() < many) {
            if (System.nanoTime() > giveUpAt) {
                throw new IllegalStateException("Only %d are subscribed".formatted(subscribed.get()));
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BUFFER);
        while (listening) {
            try {
                selector.select(key -> read(key, buffer), 100);
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) {
        Listening socket = (Listening) key.attachment();
        try {
            buffer.clear();
            int read = ((SocketChannel) key.channel()).read(buffer);
            if (read < 0) {
                throw new IOException("Closed");
            }
            byte[] fresh = new byte[read];
            buffer.flip().get(fresh);
            take(socket, fresh, System.nanoTime());
        } catch (IOException gone) {
            key.cancel();
            if (listening) {
                cutOff.incrementAndGet();
            }
        }
    }

    private synchronized void take(Listening socket, byte[] fresh, long nowNanos) throws IOException {
        bytes += fresh.length;
        frames += socket.take(fresh, sentAt -> {
            if (counting) {
                delays.add(nowNanos - sentAt);
            }
        });
        if (socket.tookSubscription()) {
            subscribed.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        listening = false;
        selector.wakeup();
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
