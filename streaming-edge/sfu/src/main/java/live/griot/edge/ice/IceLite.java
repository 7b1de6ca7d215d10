package live.griot.edge.ice;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The lite side of ICE: it answers connectivity checks and never sends any (RFC 8445, section 2.5). */
public final class IceLite {
    private IceLite() {}

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
