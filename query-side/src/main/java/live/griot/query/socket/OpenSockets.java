package live.griot.query.socket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.id.UserId;
import live.griot.api.network.Descriptors;
import live.griot.api.network.Network;
import live.griot.api.network.Shares;
import live.griot.api.rights.RightsEnd;
import live.griot.api.rights.RightsHolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/** The sockets that are open on this node, and how many there may be: in all, from one network address and of one person. Thread-safe. */
@Component
class OpenSockets implements RightsHolder {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSockets.class);

    private final int limit;
    private volatile boolean closing;
    private volatile Runnable entering = () -> {};
    private final Set<LiveSocket> open = ConcurrentHashMap.newKeySet();
    private final Shares<Network> byAddress;
    private final Shares<UserId> byPerson;

    OpenSockets(LiveSocketProperties limits) {
        this.limit = Math.min(limits.maxSockets(), shareOfDescriptors(limits.maxSockets()));
        if (limit < limits.maxSockets()) {
            LOG.warn(
                    "This process may have {} files open (ulimit -n), so there are {} live sockets at most, not the {} of griot.live.max-sockets. Raise the one or lower the other",
                    Descriptors.limit(),
                    limit,
                    limits.maxSockets());
        }
        this.byAddress = new Shares<>(limits.maxSocketsPerAddress());
        this.byPerson = new Shares<>(limits.maxSocketsPerPerson());
    }

    /** Of the connections that there is room for a quarter is left to calls: who is refused is told so by one. */
    private static int shareOfDescriptors(int wanted) {
        return Math.max(
                1, Descriptors.roomFor(Math.toIntExact(Math.min(Integer.MAX_VALUE, wanted * 4L / 3 + 1))) * 3 / 4);
    }

    /** Returns what is in the way of one more from there, or null when nothing is. */
    @Nullable
    Occurrence whyNot(Network from) {
        if (closing) {
            return Occurrence.REFUSED_STOPPING;
        }
        if (open.size() >= limit) {
            return Occurrence.REFUSED_FULL;
        }
        return byAddress.hasRoom(from) ? null : Occurrence.REFUSED_ADDRESS;
    }

    /** Counts a socket in; returns whether there was room. */
    boolean enter(LiveSocket socket) {
        if (closing || open.size() >= limit || !byAddress.take(socket.from())) {
            return false;
        }
        boolean entered = open.add(socket);
        entering.run();
        return entered;
    }

    /** From now on that is called, on whichever thread, when a socket was counted in; it returns at once. */
    void whenOneEnters(Runnable heard) {
        entering = heard;
    }

    /** Takes no more, and closes all: their clients come back, to another node or when this one is back. Returns at once. */
    void close() {
        closing = true;
        open.forEach(socket -> socket.close(
                CloseStatus.GOING_AWAY.withReason("The node stops; come back"), Occurrence.CLOSED_STOPPING));
    }

    /** Counts a socket out, if it was in. */
    void leave(LiveSocket socket) {
        if (open.remove(socket)) {
            byAddress.giveBack(socket.from());
        }
    }

    /** Counts one more socket of a person; returns whether there was room. */
    boolean enter(UserId person) {
        return byPerson.take(person);
    }

    /** Counts one socket of a person less. */
    void leave(UserId person) {
        byPerson.giveBack(person);
    }

    @Override
    public void rightsEnded(RightsEnd end) {
        open.forEach(socket -> socket.rightsEnded(end));
    }

    /** Looks after each of them. */
    void beat(long nowNanos) {
        open.forEach(socket -> socket.beat(nowNanos));
    }

    /** Returns how many there are. */
    int count() {
        return open.size();
    }

    /** Returns how many frames wait to be sent in all of them together. */
    int waitingFrames() {
        return open.stream().mapToInt(LiveSocket::waitingFrames).sum();
    }

    /** Returns how many frames wait in the one in which most do. */
    int mostWaitingFrames() {
        return open.stream().mapToInt(LiveSocket::waitingFrames).max().orElse(0);
    }
}
