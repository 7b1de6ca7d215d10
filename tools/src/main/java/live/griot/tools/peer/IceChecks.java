package live.griot.tools.peer;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.IceLite;
import live.griot.edge.ice.StunMessage;
import live.griot.edge.ice.StunWriter;
import org.jspecify.annotations.Nullable;

/** What the controlling agent of one connection says in STUN, and what it believes (RFC 8445, section 7). Thread-safe: nothing changes. */
final class IceChecks {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TRANSACTION_BYTES = 12;

    /** That of a host candidate which the peer learns from the check (RFC 8445, section 5.1.2). */
    private static final int PRIORITY = 0x6E0001FF;

    private final IceCredentials local;
    private final SdpAnswer server;
    private final long tieBreaker = RANDOM.nextLong();

    IceChecks(IceCredentials local, SdpAnswer server) {
        this.local = local;
        this.server = server;
    }

    /** Returns a check that nominates the pair it is sent on, and renews consent once it is in use. */
    byte[] request() {
        byte[] transaction = new byte[TRANSACTION_BYTES];
        RANDOM.nextBytes(transaction);
        return new StunWriter(StunMessage.BINDING_REQUEST, transaction)
                .username(server.usernameFragment() + ":" + local.usernameFragment())
                .priority(PRIORITY)
                .controlling(tieBreaker)
                .useCandidate()
                .finish(server.password());
    }

    /** Returns whether a message is the server's answer to a check. */
    boolean isAnswer(StunMessage message) {
        return message.type() == StunMessage.BINDING_SUCCESS && message.isSignedWith(server.password());
    }

    /** Returns what to answer to a check of the server's, for a full agent checks us, too; null when there is nothing to. */
    byte @Nullable [] answerTo(StunMessage check, InetSocketAddress from) {
        return IceLite.answer(check, local, from);
    }
}
