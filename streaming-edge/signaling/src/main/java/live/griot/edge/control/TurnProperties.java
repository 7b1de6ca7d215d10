package live.griot.edge.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * STUN and TURN servers with credentials that run out, {@code griot.turn.*}.
 *
 * @param urls their URLs ({@code stun:host:3478}, {@code turn:host:3478?transport=udp}, {@code turns:host:5349}); default none
 * @param secret what this server shares with the TURN servers (coturn's {@code static-auth-secret}), at least 16 characters; no default
 * @param secretFile a file that holds it instead; no default
 * @param ttl how long a credential opens new allocations, a minute to a week; default two hours, as long as a ticket
 */
@ConfigurationProperties("griot.turn")
public record TurnProperties(
        @DefaultValue List<String> urls,
        @Nullable String secret,
        @Nullable Path secretFile,
        @DefaultValue("PT2H") Duration ttl) {
    private static final int SHORTEST_SECRET = 16;
    private static final Duration SHORTEST_TTL = Duration.ofMinutes(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(7);
    /** RFC 7064, section 3.1, and RFC 7065, section 3.1. */
    private static final Pattern STUN = Pattern.compile("stuns?:[^\\s?<>\"]+");

    private static final Pattern TURN = Pattern.compile("turns?:[^\\s?<>\"]+(\\?transport=(udp|tcp))?");

    public TurnProperties {
        urls = List.copyOf(urls);
        for (String url : urls) {
            require(
                    STUN.matcher(url).matches() || TURN.matcher(url).matches(),
                    "urls: %s is neither stun:host[:port] nor turn:host[:port][?transport=udp|tcp]".formatted(url));
        }
        secret = secret == null || secret.isBlank() ? null : secret;
        require(secret == null || secretFile == null, "secret and secret-file: only one can be set");
        if (secretFile != null) {
            secret = read(secretFile);
        }
        require(
                secret != null
                        || urls.stream().noneMatch(url -> TURN.matcher(url).matches()),
                "urls has a TURN server, so secret or secret-file must be set: what it shares with that server");
        require(
                secret == null || secret.length() >= SHORTEST_SECRET,
                "secret must have at least %d characters".formatted(SHORTEST_SECRET));
        require(ttl.compareTo(SHORTEST_TTL) >= 0 && ttl.compareTo(LONGEST_TTL) <= 0, "ttl must be a minute to a week");
    }

    /** Returns the servers that take a credential. */
    List<String> turnUrls() {
        return urls.stream().filter(url -> TURN.matcher(url).matches()).toList();
    }

    /** Returns the servers that take none. */
    List<String> stunUrls() {
        return urls.stream().filter(url -> STUN.matcher(url).matches()).toList();
    }

    /** Leaves the secret out, so that no log holds it. */
    @Override
    public String toString() {
        return "griot.turn: %s, for %s".formatted(urls, ttl);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("griot.turn.secret-file cannot be read: " + file, unreadable);
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("griot.turn." + rule);
        }
    }
}
