package live.griot.edge.ice;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The lite side of ICE: it answers connectivity checks (RFC 8445, section 2.5). It has to send none; where it knows the peer's password it
 * sends one back on each new path all the same, as a full agent would (section 7.3.1.4): some agents nominate a path only at their next
 * tick, but at once when a check comes by it.
 */
public final class IceLite {
    /** What a host candidate's priority is, the same for all of ours (RFC 8445, section 5.1.2.1). */
    private static final int PRIORITY = (126 << 24) | (65_535 << 8) | 255;

    private static final int TRANSACTION_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private IceLite() {}

    /** Returns a check to a peer, from the controlled side, signed with the peer's password. */
    static byte[] check(IceCredentials local, String remoteFragment, String remotePassword) {
        byte[] transaction = new byte[TRANSACTION_BYTES];
        RANDOM.nextBytes(transaction);
        return new StunWriter(StunMessage.BINDING_REQUEST, transaction)
                .username(remoteFragment + ":" + local.usernameFragment())
                .priority(PRIORITY)
                .controlled(RANDOM.nextLong())
                .finish(remotePassword);
    }

    /** Returns the local user name fragment that a check is for, or null when it names none (RFC 8445, section 7.2.2). */
    public static @Nullable String localFragment(StunMessage check) {
        String username = check.username();
        int colon = username == null ? -1 : username.indexOf(':');
        return username == null || colon <= 0 ? null : username.substring(0, colon);
    }

    /**
     * Returns the answer to a binding request that is signed with our password, or null when the message is to be dropped: not a
     * request, not signed by who knows the password, or without a fingerprint (RFC 8445, section 7.1.2).
     */
    public static byte @Nullable [] answer(StunMessage check, IceCredentials local, InetSocketAddress from) {
        if (check.type() != StunMessage.BINDING_REQUEST
                || !check.hasFingerprint()
                || !check.isSignedWith(local.password())) {
            return null;
        }
        return new StunWriter(StunMessage.BINDING_SUCCESS, check.transactionId())
                .mappedAddress(from)
                .finish(local.password());
    }
}
