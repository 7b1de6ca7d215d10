package live.griot.tools.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.ice.IceLite;
import live.griot.edge.ice.StunMessage;
import live.griot.edge.ice.StunWriter;
import org.jspecify.annotations.Nullable;

/** What the controlling agent of one connection says in STUN, and what it believes (RFC 8445, section 7). Thread-safe. */
final class IceChecks {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TRANSACTION_BYTES = 12;
    private static final int PATIENCE_SECONDS = 15;
    private static final int PAUSE_MILLIS = 50;

    /** That of a host candidate which the peer learns from the check (RFC 8445, section 5.1.2). */
    private static final int PRIORITY = 0x6E0001FF;

    private final IceCredentials local;
    private final SdpAnswer server;
    private final long tieBreaker = RANDOM.nextLong();
    private final CompletableFuture<InetSocketAddress> reached = new CompletableFuture<>();

    IceChecks(IceCredentials local, SdpAnswer server) {
        this.local = local;
        this.server = server;
    }

    /**
     * Checks the candidates whose addresses have that many bytes, over and over, until one has answered ({@link #reached}); throws
     * {@link IOException} when none has for 15 seconds.
     */
    void reach(DatagramChannel from, List<InetSocketAddress> candidates, int addressBytes)
            throws IOException, InterruptedException {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() - giveUpAt < 0) {
            for (InetSocketAddress candidate : candidates) {
                if (candidate.getAddress().getAddress().length == addressBytes && !hasReached()) {
                    send(from, candidate);
                }
            }
            try {
                reached.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                // Another check is sent.
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        throw new IOException("None of %s answers connectivity checks".formatted(candidates));
    }

    private void send(DatagramChannel from, InetSocketAddress candidate) {
        try {
            from.send(ByteBuffer.wrap(request()), candidate);
        } catch (AlreadyConnectedException reachedMeanwhile) {
            // The answer to the check before has just come.
        } catch (IOException unreachable) {
            // Another candidate may be reached, or the next check.
        }
    }

    /** Takes note that the server answered from there. */
    void reached(InetSocketAddress where) {
        reached.complete(where);
    }

    /** Returns whether the server has answered. */
    boolean hasReached() {
        return reached.isDone();
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
