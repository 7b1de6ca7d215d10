package live.griot.edge.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A UDP port by system calls: {@code recvmmsg} behind {@code ppoll}, woken by an {@code eventfd}, and {@code sendmmsg} with UDP_SEGMENT. */
final class LinuxDatagramPort implements DatagramPort {
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int POLL_BYTES = 8;

    private final List<UdpSocket> sockets;
    private final NetworkEvents events;
    private final boolean segments;
    private final int receiveBufferBytes;
    private final int sendBufferBytes;
    private final LinuxTransmitter.SendCall sendCall;
    private final List<GatheringSender> senders = new ArrayList<>();
    private final Arena arena = Arena.ofAuto();
    private final ReceiveBatch batch = new ReceiveBatch();
    private final int wakeups;
    private final MemorySegment poll;
    private final MemorySegment timeout = arena.allocate(16, 8);
    private final MemorySegment counted = arena.allocate(JAVA_LONG);
    /** Held while the sockets are read, so that they are not closed meanwhile. */
    private final ReentrantLock receiving = new ReentrantLock();
    /** Held while the counter is written, which another thread may close. */
    private final Object waking = new Object();

    private final MemorySegment wakeState = Linux.state(arena);
    private final MemorySegment one = arena.allocateFrom(JAVA_LONG, 1);
    private volatile boolean signalled;
    private volatile boolean waiting;
    private volatile boolean closed;
    private int first;

    /** Returns whether this is a Linux whose calls can be called: where native access is denied, or a call is missing, it is not. */
    static boolean isSupported() {
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (!System.getProperty("os.name", "").equals("Linux") || !ARCHITECTURES.contains(architecture)) {
            return false;
        }
        try {
            MemorySegment state = Linux.state(Arena.ofAuto());
            int descriptor = Linux.eventfd(state);
            return descriptor >= 0 && Linux.close(state, descriptor) >= 0;
        } catch (LinkageError missing) {
            return false;
        }
    }

    static LinuxDatagramPort open(List<InetAddress> addresses, int port, NetworkEvents events) {
        return open(addresses, port, events, Linux::sendmmsg);
    }

    static LinuxDatagramPort open(
            List<InetAddress> addresses, int port, NetworkEvents events, LinuxTransmitter.SendCall sendCall) {
        MemorySegment state = Linux.state(Arena.ofAuto());
        int attempts = port == 0 && addresses.size() > 1 ? NetLimits.BIND_ATTEMPTS : 1;
        while (true) {
            attempts--;
            List<UdpSocket> sockets = new ArrayList<>();
            try {
                openAll(addresses, port, state, sockets);
                return new LinuxDatagramPort(sockets, events, sendCall, state);
            } catch (PortUnavailable failed) {
                sockets.forEach(socket -> Linux.close(state, socket.descriptor()));
                if (attempts == 0) {
                    throw failed;
                }
            }
        }
    }

    private static void openAll(List<InetAddress> addresses, int port, MemorySegment state, List<UdpSocket> opened) {
        if (addresses.isEmpty()) {
            opened.add(UdpSocket.open(null, port, state));
        }
        for (InetAddress address : addresses) {
            opened.add(UdpSocket.open(
                    address, opened.isEmpty() ? port : opened.get(0).port(), state));
        }
    }

    private LinuxDatagramPort(
            List<UdpSocket> sockets, NetworkEvents events, LinuxTransmitter.SendCall sendCall, MemorySegment state) {
        this.sockets = List.copyOf(sockets);
        this.events = events;
        this.sendCall = sendCall;
        segments = sockets.stream().allMatch(socket -> socket.segments(state));
        receiveBufferBytes = sockets.get(0).buffer(state, Linux.SO_RCVBUF);
        sendBufferBytes = sockets.get(0).buffer(state, Linux.SO_SNDBUF);
        wakeups = Linux.eventfd(state);
        if (wakeups < 0) {
            throw BindFailure.of(PortUnavailable.Protocol.UDP, port(), "this machine", -wakeups);
        }
        poll = arena.allocate((long) (sockets.size() + 1) * POLL_BYTES, 8);
        for (int i = 0; i < sockets.size(); i++) {
            await(i, sockets.get(i).descriptor());
        }
        await(sockets.size(), wakeups);
    }

    private void await(int i, int descriptor) {
        poll.set(JAVA_INT, (long) i * POLL_BYTES, descriptor);
        poll.set(JAVA_SHORT, (long) i * POLL_BYTES + 4, Linux.POLLIN);
    }

    List<UdpSocket> sockets() {
        return sockets;
    }

    @Override
    public int port() {
        return sockets.get(0).port();
    }

    @Override
    public int receive(long maxWaitNanos, DatagramHandler handler) {
        receiving.lock();
        try {
            if (maxWaitNanos > 0 && !closed) {
                await(maxWaitNanos);
            }
            signalled = false;
            int received = 0;
            first = first + 1 < sockets.size() ? first + 1 : 0;
            for (int i = 0; i < sockets.size(); i++) {
                received += receive((first + i) % sockets.size(), NetLimits.DATAGRAMS_PER_RECEIVE - received, handler);
            }
            return closed ? -1 : received;
        } finally {
            receiving.unlock();
        }
    }

    /** Who wakes sets the signal first and then looks whether somebody waits; here it is the other way round, so one sees the other. */
    private void await(long maxWaitNanos) {
        waiting = true;
        long nanos = signalled ? 0 : maxWaitNanos;
        timeout.set(JAVA_LONG, 0, nanos / SECOND);
        timeout.set(JAVA_LONG, 8, nanos % SECOND);
        int ready = Linux.ppoll(batch.state(), poll.address(), sockets.size() + 1, timeout.address());
        waiting = false;
        boolean woken = poll.get(JAVA_SHORT, (long) sockets.size() * POLL_BYTES + 6) != 0;
        if (ready > 0 && woken) {
            Linux.read(batch.state(), wakeups, counted.address(), JAVA_LONG.byteSize());
        }
    }

    private int receive(int index, int most, DatagramHandler handler) {
        UdpSocket socket = sockets.get(index);
        int received = 0;
        while (received < most && !closed) {
            int came = batch.receive(socket, most - received);
            if (came <= 0) {
                if (-came != Errno.EAGAIN && -came != Errno.EINTR) {
                    events.receiveFailed(Errno.name(-came));
                }
                return received;
            }
            for (int i = 0; i < came; i++) {
                handle(i, socket, index, handler);
            }
            received += came;
            if (came < NetLimits.DATAGRAMS_PER_CALL) {
                return received;
            }
        }
        return received;
    }

    private void handle(int i, UdpSocket socket, int index, DatagramHandler handler) {
        if (batch.isCut(i)) {
            events.oversized();
            return;
        }
        try {
            handler.onDatagram(batch.bytes(i), batch.path(i, socket, index));
        } catch (RuntimeException bug) {
            events.handlerFailed(bug);
        }
    }

    @Override
    public void wakeup() {
        if (signalled) {
            return;
        }
        signalled = true;
        if (waiting) {
            synchronized (waking) {
                if (!closed) {
                    Linux.write(wakeState, wakeups, one.address(), JAVA_LONG.byteSize());
                }
            }
        }
    }

    @Override
    public DatagramSender sender() {
        GatheringSender sender = new GatheringSender(
                segments, memory -> new LinuxTransmitter(sockets, memory, events, sendCall), events, this::forget);
        synchronized (senders) {
            if (closed) {
                sender.detach();
            } else {
                senders.add(sender);
            }
        }
        return sender;
    }

    private void forget(GatheringSender sender) {
        synchronized (senders) {
            senders.remove(sender);
        }
    }

    @Override
    public boolean segments() {
        return segments;
    }

    @Override
    public int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    @Override
    public int sendBufferBytes() {
        return sendBufferBytes;
    }

    @Override
    public void close() {
        synchronized (waking) {
            if (closed) {
                return;
            }
            // In this order: who is woken must see why, or waits again.
            closed = true;
            Linux.write(wakeState, wakeups, one.address(), JAVA_LONG.byteSize());
        }
        synchronized (senders) {
            senders.forEach(GatheringSender::detach);
            senders.clear();
        }
        receiving.lock();
        try {
            sockets.forEach(socket -> Linux.close(batch.state(), socket.descriptor()));
            Linux.close(batch.state(), wakeups);
        } finally {
            receiving.unlock();
        }
    }
}
