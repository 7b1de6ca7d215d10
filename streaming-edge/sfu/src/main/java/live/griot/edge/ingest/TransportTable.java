package live.griot.edge.ingest;

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
import live.griot.edge.net.NetworkPath;
import org.jspecify.annotations.Nullable;

/**
 * Every transport there is, by the name its connectivity checks use and by the paths they verified. Not thread-safe: owned by the ingest
 * loop.
 */
final class TransportTable {
    /** The most paths of one transport that are remembered: a few addresses, before and after a change of network. */
    static final int MAX_PATHS = 8;

    /** Nobody takes over a path by which another transport was heard this recently: an address can be forged, a key cannot. */
    private static final long TAKEN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** What comes late by a path that was left is no reason to go back to it. */
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Set<Transport> transports = new LinkedHashSet<>();
    private final Set<PublisherTransport> publishers = new LinkedHashSet<>();
    private final Map<String, Transport> byFragment = new HashMap<>();
    private final Map<NetworkPath, VerifiedPath> byPath = new HashMap<>();
    private byte @Nullable [] triggered;

    /** Makes a transport known, so that its checks are answered. */
    void add(Transport transport) {
        transports.add(transport);
        if (transport instanceof PublisherTransport publisher) {
            publishers.add(publisher);
        }
        byFragment.put(transport.ice().fragment(), transport);
    }

    /** Forgets a transport; returns false when it was not known. */
    boolean remove(Transport transport) {
        byFragment.remove(transport.ice().fragment(), transport);
        forgetNextFragment(transport);
        transport.verified().forEach(path -> byPath.remove(path.path(), path));
        transport.verified().clear();
        if (transport instanceof PublisherTransport publisher) {
            publishers.remove(publisher);
        }
        return transports.remove(transport);
    }

    /** Lets a peer's checks come with other credentials from now on, too. */
    void restart(Transport transport, IceCredentials local, @Nullable String remoteFragment) {
        if (transport.isOpen()) {
            forgetNextFragment(transport);
            transport.ice().restart(local, remoteFragment);
            byFragment.put(local.usernameFragment(), transport);
        }
    }

    private void forgetNextFragment(Transport transport) {
        String next = transport.ice().nextFragment();
        if (next != null) {
            byFragment.remove(next, transport);
        }
    }

    /** Returns whose path it is, or null when no check has verified it. */
    @Nullable
    VerifiedPath at(NetworkPath path) {
        return byPath.get(path);
    }

    /** Returns whether there is nobody. */
    boolean isEmpty() {
        return transports.isEmpty();
    }

    /** Returns those who publish; a view. */
    Collection<PublisherTransport> publishers() {
        return Collections.unmodifiableSet(publishers);
    }

    /** Returns everybody; a view. */
    Collection<Transport> all() {
        return Collections.unmodifiableSet(transports);
    }

    /** Returns the answer to a check, or null when it is to be dropped. What the check verifies and nominates takes effect. */
    byte @Nullable [] onCheck(byte[] bytes, NetworkPath from, long nowNanos) {
        StunMessage check = StunMessage.parse(bytes, 0, bytes.length);
        String fragment = check == null ? null : IceLite.localFragment(check);
        Transport transport = fragment == null ? null : byFragment.get(fragment);
        if (check == null || transport == null) {
            return null;
        }
        String before = transport.ice().fragment();
        byte[] answer = transport.ice().answer(check, from.remote());
        if (answer == null || isTaken(from, transport, nowNanos)) {
            return null;
        }
        if (!before.equals(transport.ice().fragment())) {
            byFragment.remove(before, transport);
        }
        boolean isNew = byPath.get(from) == null;
        VerifiedPath path = verify(transport, from);
        triggered = isNew && !check.usesCandidate() ? transport.ice().triggeredCheck() : null;
        path.heard(nowNanos);
        if (transport.path() == null || check.usesCandidate()) {
            move(path);
        }
        return answer;
    }

    /** Returns a check to send by the path of the check that was answered last, once; null where none is due. */
    byte @Nullable [] takeTriggeredCheck() {
        byte[] check = triggered;
        triggered = null;
        return check;
    }

    private boolean isTaken(NetworkPath path, Transport by, long nowNanos) {
        VerifiedPath held = byPath.get(path);
        return held != null && !held.transport().equals(by) && nowNanos - held.heardNanos() < TAKEN_NANOS;
    }

    private VerifiedPath verify(Transport transport, NetworkPath from) {
        VerifiedPath known = byPath.get(from);
        if (known != null && known.transport().equals(transport)) {
            return known;
        }
        if (known != null) {
            known.transport().verified().remove(known);
        }
        VerifiedPath fresh = new VerifiedPath(transport, from);
        byPath.put(from, fresh);
        transport.verified().add(fresh);
        if (transport.verified().size() > MAX_PATHS) {
            forgetOldest(transport);
        }
        return fresh;
    }

    private void forgetOldest(Transport transport) {
        transport.verified().stream().filter(path -> !isUsed(path)).findFirst().ifPresent(oldest -> {
            transport.verified().remove(oldest);
            byPath.remove(oldest.path(), oldest);
        });
    }

    private static boolean isUsed(VerifiedPath path) {
        return path.path().equals(path.transport().path());
    }

    /**
     * Notes that the transport speaks by one of its paths. Who nominates all of them (RFC 8445, section 8.1.1, tells of such agents of before)
     * sends by the one that they think best, whichever was nominated last; so they are answered there, at once while keys are
     * agreed, and later when nothing comes any more by the path in use.
     */
    void onSpeech(VerifiedPath path, long nowNanos) {
        path.heard(nowNanos);
        Transport transport = path.transport();
        if (!isUsed(path) && (!transport.isConnected() || isSilent(transport, nowNanos))) {
            move(path);
        }
    }

    private boolean isSilent(Transport transport, long nowNanos) {
        NetworkPath used = transport.path();
        VerifiedPath verified = used == null ? null : byPath.get(used);
        return verified == null || nowNanos - verified.heardNanos() >= SILENT_NANOS;
    }

    private static void move(VerifiedPath to) {
        if (!isUsed(to)) {
            to.transport().onPath(to.path());
        }
    }
}
