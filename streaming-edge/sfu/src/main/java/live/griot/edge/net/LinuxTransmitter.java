package live.griot.edge.net;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Sends runs by {@code sendmmsg}. A run that the kernel refuses to cut is sent again datagram by datagram; what fails is counted and
 * skipped; a kernel that is full is waited for a short time. Not thread-safe.
 */
final class LinuxTransmitter implements RunTransmitter {
    private final List<UdpSocket> sockets;
    private final MemorySegment memory;
    private final NetworkEvents events;
    private final SendCall call;
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment state = Linux.state(arena);
    private final MemorySegment poll = arena.allocate(8, 8);
    private final MemorySegment timeout = arena.allocate(16, 8);
    private final SendBatch runs = new SendBatch();
    private final SendBatch singles = new SendBatch();
    private final SendWait wait = new SendWait();
    /** Which of the pending runs a message of {@link #runs} is. */
    private final int[] pendingOf = new int[SendBatch.CAPACITY];

    private long messagesSent;
    private boolean full;

    /** The system call, {@link Linux#sendmmsg} but where a test brings about what no kernel does when asked. */
    interface SendCall {
        int send(MemorySegment state, int descriptor, long messages, int count);
    }

    LinuxTransmitter(List<UdpSocket> sockets, MemorySegment memory, NetworkEvents events, SendCall call) {
        this.sockets = sockets;
        this.memory = memory;
        this.events = events;
        this.call = call;
    }

    @Override
    public int send(PendingRuns pending) {
        wait.restart();
        int dropped = 0;
        for (int i = 0; i < sockets.size(); i++) {
            full = false;
            dropped += send(pending, i);
        }
        return dropped;
    }

    private int send(PendingRuns pending, int socket) {
        int dropped = 0;
        int next = 0;
        while (next < pending.count()) {
            runs.clear();
            for (; next < pending.count() && !runs.isFull(); next++) {
                if (socketOf(pending.path(next)) == socket) {
                    pendingOf[runs.count()] = next;
                    runs.add(
                            sockets.get(socket),
                            pending.path(next),
                            memory.address() + pending.start(next),
                            pending.length(next),
                            pending.segmentSize(next),
                            pending.segments(next));
                }
            }
            dropped += transmit(runs, pending, sockets.get(socket));
        }
        return dropped;
    }

    /** A path that was not made by this port may name a socket that it does not have. */
    private int socketOf(NetworkPath.Udp path) {
        return path.socket < sockets.size() ? path.socket : 0;
    }

    /** Sends a batch's messages; returns how many datagrams were dropped because the kernel was full. */
    private int transmit(SendBatch batch, PendingRuns pending, UdpSocket socket) {
        int at = 0;
        int dropped = 0;
        boolean again = false;
        while (at < batch.count()) {
            if (full) {
                dropped += batch.datagrams(at++);
                continue;
            }
            int sent = call.send(state, socket.descriptor(), batch.address(at), batch.count() - at);
            if (sent > 0) {
                at += sent;
                messagesSent += sent;
                again = false;
            } else if (isFull(-sent)) {
                full = !waitFor(socket, -sent);
            } else if (-sent == Errno.ECONNREFUSED && !again) {
                // That is the answer to an earlier datagram; this one was not tried yet.
                again = true;
            } else if (-sent != Errno.EINTR) {
                if (batch.datagrams(at) > 1 && refusesSegments(-sent)) {
                    dropped += sendSingly(pending, pendingOf[at], socket, -sent);
                } else {
                    events.sendFailed(Errno.name(-sent), batch.datagrams(at));
                }
                at++;
                again = false;
            }
        }
        return dropped;
    }

    private static boolean isFull(int errno) {
        return errno == 0 || errno == Errno.EAGAIN || errno == Errno.ENOBUFS || errno == Errno.ENOMEM;
    }

    private static boolean refusesSegments(int errno) {
        return errno == Errno.EIO || errno == Errno.EINVAL || errno == Errno.EOPNOTSUPP || errno == Errno.EMSGSIZE;
    }

    /** Sends each datagram of a refused run alone; when one of them leaves, it was the segments that were refused. */
    private int sendSingly(PendingRuns pending, int run, UdpSocket socket, int errno) {
        NetworkPath.Udp path = pending.path(run);
        singles.clear();
        long begin = memory.address() + pending.start(run);
        int size = pending.segmentSize(run);
        for (int done = 0; done < pending.length(run); done += size) {
            singles.add(socket, path, begin + done, Math.min(size, pending.length(run) - done), 0, 1);
        }
        long before = messagesSent;
        int dropped = transmit(singles, pending, socket);
        if (messagesSent > before && path.refuseSegments()) {
            events.segmentsRefused(path, Errno.name(errno));
        }
        return dropped;
    }

    /** Waits until the kernel may take more; returns false when it was waited for long enough. */
    private boolean waitFor(UdpSocket socket, int errno) {
        return wait.pause(nanos -> {
            poll.set(JAVA_INT, 0, socket.descriptor());
            poll.set(JAVA_SHORT, 4, Linux.POLLOUT);
            timeout.set(JAVA_LONG, 0, 0);
            timeout.set(JAVA_LONG, 8, nanos);
            Linux.ppoll(state, poll.address(), errno == Errno.EAGAIN ? 1 : 0, timeout.address());
        });
    }
}
