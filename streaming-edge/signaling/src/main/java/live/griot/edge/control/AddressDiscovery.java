package live.griot.edge.control;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import live.griot.edge.ice.StunClient;

/** Asks a STUN server under which addresses this machine is seen from outside, once in IPv4 and once in IPv6. Thread-safe. */
final class AddressDiscovery {
    /** RFC 8489, section 18.6. */
    private static final int STUN_PORT = 3478;

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("stun").start(task);

    private final String host;
    private final int port;
    private final Duration atMost;
    private final StunClient client = new StunClient();

    /**
     * Asks that server, {@code host:port} or {@code host}, and waits for it so long. Throws {@link IllegalArgumentException} where it is
     * neither.
     */
    AddressDiscovery(String server, Duration atMost) {
        try {
            URI parsed = new URI("stun://" + server);
            boolean alone = parsed.getHost() != null && server.equals(parsed.getAuthority());
            if (!alone || parsed.getUserInfo() != null || parsed.getPort() > 65_535 || parsed.getPort() == 0) {
                throw new URISyntaxException(server, "no host:port");
            }
            this.host = parsed.getHost();
            this.port = parsed.getPort() < 0 ? STUN_PORT : parsed.getPort();
        } catch (URISyntaxException neither) {
            throw new IllegalArgumentException(
                    "griot.edge.discover-address: %s is not host:port of a STUN server".formatted(server), neither);
        }
        this.atMost = atMost;
    }

    /** Returns what it says, IPv4 first; nothing where it says nothing in time. Waits for it. */
    List<InetAddress> ask() {
        CompletableFuture<List<InetAddress>> answers = CompletableFuture.supplyAsync(this::resolve, THREADS)
                .thenCompose(servers -> both(first(servers, true), first(servers, false)))
                .completeOnTimeout(List.of(), atMost.toNanos(), TimeUnit.NANOSECONDS);
        return answers.join();
    }

    private CompletableFuture<List<InetAddress>> both(Optional<InetAddress> four, Optional<InetAddress> six) {
        return ask(four).thenCombine(ask(six), (seen4, seen6) -> Stream.concat(seen4.stream(), seen6.stream())
                .distinct()
                .toList());
    }

    /** What one family does not answer must not cost the other's answer: it is given up on a little earlier. */
    private CompletableFuture<Optional<InetAddress>> ask(Optional<InetAddress> server) {
        Duration less = atMost.multipliedBy(9).dividedBy(10);
        return server.map(address -> CompletableFuture.supplyAsync(
                        () -> client.ask(new InetSocketAddress(address, port), less), THREADS))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private List<InetAddress> resolve() {
        try {
            return new ArrayList<>(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }

    private static Optional<InetAddress> first(List<InetAddress> servers, boolean four) {
        return servers.stream()
                .filter(address -> address instanceof Inet4Address == four)
                .findFirst();
    }

    @Override
    public String toString() {
        return "%s:%d".formatted(host, port);
    }
}
