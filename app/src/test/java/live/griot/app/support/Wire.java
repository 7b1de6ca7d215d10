package live.griot.app.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A wire to a TCP server on this machine, which can be cut, and on which bytes can be held up. Thread-safe. */
public final class Wire implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket listener;
    private volatile boolean held;
    private volatile long delayNanos;

    /** Leads to that port. */
    public Wire(int target) {
        this.target = target;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        mend();
    }

    /** Returns the port that it begins at. */
    public int port() {
        return port;
    }

    /** Cuts it: every connection is reset, and nobody is answered until it is mended. */
    public void cut() {
        try {
            ServerSocket listening = listener;
            listener = null;
            if (listening != null) {
                listening.close();
            }
            open.forEach(Wire::reset);
            open.clear();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes it whole again. */
    public void mend() {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener = listening;
            Thread.ofVirtual().name("wire").start(() -> accept(listening));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Holds up everything, with connections left open and taken, or lets it go on. */
    public void hold(boolean on) {
        held = on;
    }

    /** Lets each piece of the way there wait for so long. */
    public void delay(long nanos) {
        delayNanos = nanos;
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket from = listening.accept();
                open.add(from);
                Thread.ofVirtual().name("wire").start(() -> connect(from));
            }
        } catch (IOException cut) {
            // Until it is mended.
        }
    }

    private void connect(Socket from) {
        try {
            Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(to);
            Thread.ofVirtual().name("wire-there").start(() -> carry(from, to, true));
            Thread.ofVirtual().name("wire-back").start(() -> carry(to, from, false));
        } catch (IOException nobodyThere) {
            close(from);
        }
    }

    private void carry(Socket from, Socket to, boolean there) {
        byte[] piece = new byte[16 * 1024];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int length = in.read(piece);
            while (length >= 0) {
                while (held) {
                    LockSupport.parkNanos(10_000_000);
                }
                if (there && delayNanos > 0) {
                    LockSupport.parkNanos(delayNanos);
                }
                out.write(piece, 0, length);
                length = in.read(piece);
            }
        } catch (IOException cut) {
            // One end is gone, and so is the other.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // By itself, a moment before.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // Then it is.
        }
    }

    @Override
    public void close() {
        held = false;
        cut();
    }
}
