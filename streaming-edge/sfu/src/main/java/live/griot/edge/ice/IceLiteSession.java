package live.griot.edge.ice;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The credentials under which one peer's connectivity checks are good, across restarts: those before stay good until the first check
 * with the new ones (RFC 8445, section 9; RFC 8838, section 8 keeps the same order). Not thread-safe.
 */
public final class IceLiteSession {
    private Generation current;
    private @Nullable Generation next;
    private @Nullable String remotePassword;

    private record Generation(
            IceCredentials local, @Nullable String remoteFragment) {
        boolean isMeantBy(StunMessage check) {
            String name = check.username();
            if (name == null) {
                return false;
            }
            String prefix = local.usernameFragment() + ":";
            return remoteFragment == null ? name.startsWith(prefix) : name.equals(prefix + remoteFragment);
        }
    }

    /**
     * Begins a session.
     *
     * @param remoteFragment the peer's user name fragment, or null as long as its answer has not come: its checks may be faster
     */
    public IceLiteSession(IceCredentials local, @Nullable String remoteFragment) {
        current = new Generation(local, remoteFragment);
    }

    /** Begins a session with a peer whose password is known, too; empty where it is not. */
    public IceLiteSession(IceCredentials local, String remoteFragment, String remotePassword) {
        this(local, remoteFragment);
        this.remotePassword = remotePassword.isEmpty() ? null : remotePassword;
    }

    /** Returns a check to send to the peer by a path that a check of theirs has just verified, or null when their password is not known. */
    public byte @Nullable [] triggeredCheck() {
        String fragment = current.remoteFragment();
        String password = remotePassword;
        return fragment == null || password == null ? null : IceLite.check(current.local(), fragment, password);
    }

    /** Returns the edge's user name fragment that is in use. */
    public String fragment() {
        return current.local().usernameFragment();
    }

    /** Returns the edge's user name fragment that was told with a restart and not used yet, or null. */
    public @Nullable String nextFragment() {
        return next == null ? null : next.local().usernameFragment();
    }

    /** Begins a restart; one that was begun before and not used yet is forgotten. */
    public void restart(IceCredentials local, @Nullable String remoteFragment) {
        next = new Generation(local, remoteFragment);
        remotePassword = null;
    }

    /** Learns the peer's user name fragment that goes with the latest credentials. */
    public void answered(String remoteFragment) {
        if (next != null) {
            next = new Generation(next.local(), remoteFragment);
        } else {
            current = new Generation(current.local(), remoteFragment);
        }
    }

    /**
     * Returns the answer to a check, or null when it is to be dropped. The first good check with new credentials makes them those in
     * use.
     */
    public byte @Nullable [] answer(StunMessage check, InetSocketAddress from) {
        Generation fresh = next;
        if (fresh != null && fresh.isMeantBy(check)) {
            byte[] answer = IceLite.answer(check, fresh.local(), from);
            if (answer != null) {
                current = fresh;
                next = null;
            }
            return answer;
        }
        return current.isMeantBy(check) ? IceLite.answer(check, current.local(), from) : null;
    }
}
