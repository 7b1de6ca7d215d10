package live.griot.edge.ice;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a STUN server as what address this machine is seen from outside: binding requests without credentials (RFC 8489). */
public final class StunClient {
    /** The first wait for an answer; each after it is twice as long (RFC 8489, section 6.2.1). */
    private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int MAX_BYTES = 1_500;

    private final SecureRandom random = new SecureRandom();

    /**
     * Returns the address, of the family of the server's, empty when it does not answer in time. Waits for it, at most so long, on a
     * socket of its own. Thread-safe.
     */
    public Optional<InetAddress> ask(InetSocketAddress server, Duration atMost) {
        byte[] transaction = new byte[12];
        random.nextBytes(transaction);
        byte[] request = new StunWriter(StunMessage.BINDING_REQUEST, transaction).finishUnsigned();
        long giveUpAt = System.nanoTime() + atMost.toNanos();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            long wait = FIRST_WAIT_NANOS;
            for (long left = atMost.toNanos(); left > 0; left = giveUpAt - System.nanoTime()) {
                socket.send(new DatagramPacket(request, request.length));
                InetAddress answer = await(socket, transaction, Math.min(wait, left));
                if (answer != null) {
                    return Optional.of(answer);
                }
                wait *= 2;
            }
        } catch (IOException unreachable) {
            // As good as no answer.
        }
        return Optional.empty();
    }

    /** Returns what an answer to this request says, null when none came; what else comes is passed over. */
    private static @Nullable InetAddress await(DatagramSocket socket, byte[] transaction, long nanos)
            throws IOException {
        long until = System.nanoTime() + nanos;
        DatagramPacket datagram = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            try {
                socket.receive(datagram);
            } catch (SocketTimeoutException nothingCame) {
                return null;
            }
            InetAddress seen = seen(datagram, transaction);
            if (seen != null) {
                return seen;
            }
        }
        return null;
    }

    private static @Nullable InetAddress seen(DatagramPacket datagram, byte[] transaction) {
        StunMessage answer = StunMessage.parse(datagram.getData(), 0, datagram.getLength());
        if (answer == null
                || answer.type() != StunMessage.BINDING_SUCCESS
                || !Arrays.equals(answer.transactionId(), transaction)) {
            return null;
        }
        InetSocketAddress mapped = answer.mappedAddress();
        InetAddress seen = mapped == null ? null : mapped.getAddress();
        return seen == null || seen.isAnyLocalAddress() || seen.isMulticastAddress() ? null : seen;
    }
}
