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
 * Every peer there is, by the name its connectivity checks use and by the paths they verified. Not thread-safe: owned by the ingest
 * loop.
 */
final class PeerTable {
    /** The most paths of one peer that are remembered: a few addresses, before and after a change of network. */
    static final int MAX_PATHS = 8;

    /** Nobody takes over a path by which another peer was heard this recently: an address can be forged, a key cannot. */
    private static final long TAKEN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What comes late by a path that was left is no reason to go back to it. */
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Set<Peer> peers = new LinkedHashSet<>();
    private final Map<String, Peer> byFragment = new HashMap<>();
    private final Map<NetworkPath, VerifiedPath> byPath = new HashMap<>();

    /** Makes a peer known, so that its checks are answered. */
    void add(Peer peer) {
        peers.add(peer);
        byFragment.put(peer.ice().fragment(), peer);
    }

    /** Forgets a peer; returns false when it was not known. */
    boolean remove(Peer peer) {
        byFragment.remove(peer.ice().fragment(), peer);
        forgetNextFragment(peer);
        peer.verified().forEach(path -> byPath.remove(path.path(), path));
        peer.verified().clear();
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

    /** Returns whose path it is, or null when no check has verified it. */
    @Nullable
    VerifiedPath at(NetworkPath path) {
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
        VerifiedPath path = verify(peer, from);
        path.heard(nowNanos);
        if (peer.path() == null || check.usesCandidate()) {
            move(path);
        }
        return answer;
    }

    private boolean isTaken(NetworkPath path, Peer by, long nowNanos) {
        VerifiedPath held = byPath.get(path);
        return held != null && !held.peer().equals(by) && nowNanos - held.heardNanos() < TAKEN_NANOS;
    }

    private VerifiedPath verify(Peer peer, NetworkPath from) {
        VerifiedPath known = byPath.get(from);
        if (known != null && known.peer().equals(peer)) {
            return known;
        }
        if (known != null) {
            known.peer().verified().remove(known);
        }
        VerifiedPath fresh = new VerifiedPath(peer, from);
        byPath.put(from, fresh);
        peer.verified().add(fresh);
        if (peer.verified().size() > MAX_PATHS) {
            forgetOldest(peer);
        }
        return fresh;
    }

    private void forgetOldest(Peer peer) {
        peer.verified().stream().filter(path -> !isUsed(path)).findFirst().ifPresent(oldest -> {
            peer.verified().remove(oldest);
            byPath.remove(oldest.path(), oldest);
        });
    }

    private static boolean isUsed(VerifiedPath path) {
        return path.path().equals(path.peer().path());
    }

    /**
     * Notes that the peer speaks by one of its paths. Who nominates all of them (RFC 8445, section 8.1.1, tells of such agents of before)
     * sends by the one that they think best, whichever was nominated last; so they are answered there, at once while keys are
     * agreed, and later when nothing comes any more by the path in use.
     */
    void onSpeech(VerifiedPath path, long nowNanos) {
        path.heard(nowNanos);
        Peer peer = path.peer();
        if (!isUsed(path) && (!peer.isConnected() || isSilent(peer, nowNanos))) {
            move(path);
        }
    }

    private boolean isSilent(Peer peer, long nowNanos) {
        NetworkPath used = peer.path();
        VerifiedPath verified = used == null ? null : byPath.get(used);
        return verified == null || nowNanos - verified.heardNanos() >= SILENT_NANOS;
    }

    private static void move(VerifiedPath to) {
        if (!isUsed(to)) {
            to.peer().onPath(to.path());
        }
    }
}
