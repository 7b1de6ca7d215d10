package live.griot.edge.transport;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.IceLite;
import live.griot.edge.ice.StunMessage;
import org.jspecify.annotations.Nullable;

/**
 * Every peer there is, by the name its connectivity checks use and by the path they verified. Not thread-safe: owned by the ingest
 * loop.
 */
final class PeerTable {
    /** Nobody takes over a path by which another peer was heard this recently: an address can be forged, a key cannot. */
    private static final long TAKEN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Set<Peer> peers = new LinkedHashSet<>();
    private final Map<String, Peer> byFragment = new HashMap<>();
    private final Map<NetworkPath, Peer> byPath = new HashMap<>();

    /** Makes a peer known, so that its checks are answered. */
    void add(Peer peer) {
        peers.add(peer);
        byFragment.put(peer.ice().fragment(), peer);
    }

    /** Forgets a peer; returns false when it was not known. */
    boolean remove(Peer peer) {
        byFragment.remove(peer.ice().fragment(), peer);
        forgetNextFragment(peer);
        NetworkPath path = peer.path();
        if (path != null) {
            byPath.remove(path, peer);
        }
        return peers.remove(peer);
    }

    /** Lets a peer's checks come with other credentials from now on, too. */
    void restart(Peer peer, IceCredentials local, @Nullable String remoteFragment) {
        if (peer.isOpen()) {
            forgetNextFragment(peer);
            peer.ice().restart(local, remoteFragment);
            byFragment.put(local.usernameFragment(), peer);
        }
    }

    private void forgetNextFragment(Peer peer) {
        String next = peer.ice().nextFragment();
        if (next != null) {
            byFragment.remove(next, peer);
        }
    }

    /** Returns the peer that is reached by a path, or null when no check has verified it. */
    @Nullable
    Peer at(NetworkPath path) {
        return byPath.get(path);
    }

    /** Returns everybody; a view. */
    Collection<Peer> all() {
        return Collections.unmodifiableSet(peers);
    }

    /** Returns the answer to a check, or null when it is to be dropped. What the check verifies and nominates takes effect. */
    byte @Nullable [] onCheck(byte[] bytes, NetworkPath from, long nowNanos) {
        StunMessage check = StunMessage.parse(bytes, 0, bytes.length);
        String fragment = check == null ? null : IceLite.localFragment(check);
        Peer peer = fragment == null ? null : byFragment.get(fragment);
        if (check == null || peer == null) {
            return null;
        }
        String before = peer.ice().fragment();
        byte[] answer = peer.ice().answer(check, from.remote());
        if (answer == null || isTaken(from, peer, nowNanos)) {
            return null;
        }
        if (!before.equals(peer.ice().fragment())) {
            byFragment.remove(before, peer);
        }
        peer.heard(nowNanos);
        if (peer.path() == null || (check.usesCandidate() && !from.equals(peer.path()))) {
            move(peer, from);
        }
        return answer;
    }

    private boolean isTaken(NetworkPath path, Peer by, long nowNanos) {
        Peer holder = byPath.get(path);
        return holder != null && !holder.equals(by) && nowNanos - holder.heardNanos() < TAKEN_NANOS;
    }

    private void move(Peer peer, NetworkPath to) {
        NetworkPath before = peer.path();
        if (before != null) {
            byPath.remove(before, peer);
        }
        byPath.put(to, peer);
        peer.onPath(to);
    }
}
