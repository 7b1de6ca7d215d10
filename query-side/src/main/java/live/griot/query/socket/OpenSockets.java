package live.griot.query.socket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import live.griot.api.id.UserId;
import live.griot.api.network.Network;
import live.griot.api.network.Shares;
import live.griot.api.rights.RightsEnd;
import live.griot.api.rights.RightsHolder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sockets that are open on this node, and how many there may be: in all, from one network address and of one person. Thread-safe. */
@Component
class OpenSockets implements RightsHolder {
    private final int limit;
    private final Set<LiveSocket> open = ConcurrentHashMap.newKeySet();
    private final Shares<Network> byAddress;
    private final Shares<UserId> byPerson;

    OpenSockets(LiveSocketProperties limits) {
        this.limit = limits.maxSockets();
        this.byAddress = new Shares<>(limits.maxSocketsPerAddress());
        this.byPerson = new Shares<>(limits.maxSocketsPerPerson());
    }

    /** Returns what is in the way of one more from there, or null when nothing is. */
    @Nullable
    Occurrence whyNot(Network from) {
        if (open.size() >= limit) {
            return Occurrence.REFUSED_FULL;
        }
        return byAddress.hasRoom(from) ? null : Occurrence.REFUSED_ADDRESS;
    }

    /** Counts a socket in; returns whether there was room. */
    boolean enter(LiveSocket socket) {
        if (open.size() >= limit || !byAddress.take(socket.from())) {
            return false;
        }
        return open.add(socket);
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
}
