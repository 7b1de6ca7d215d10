package live.griot.app.management;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where health, metrics and the operator's calls answer, {@code griot.management.*}.
 *
 * @param port their own TCP port, another than {@code server.port}; 0 for any that is free, -1 for none; default 8081
 * @param address the address of this machine that they answer at; default its loopback; any other needs a token
 * @param token what the operator shows as a bearer, at least 16 characters; default none, and then this machine alone may ask
 * @param tokenFile a file that holds it instead
 */
@ConfigurationProperties("griot.management")
record ManagementProperties(
        @DefaultValue("8081") int port,
        @DefaultValue("127.0.0.1") String address,
        @Nullable String token,
        @Nullable Path tokenFile) {
    private static final int SHORTEST_TOKEN = 16;

    ManagementProperties {
        if (token != null && tokenFile != null) {
            throw new IllegalArgumentException("Set griot.management.token or token-file, not both");
        }
        token = token != null ? token.strip() : tokenFile != null ? read(tokenFile) : null;
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("griot.management.token has at least 16 characters");
        }
        if (token == null && !isLoopback(address)) {
            throw new IllegalArgumentException(
                    "griot.management.address is open to other machines; set griot.management.token or token-file too");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("griot.management.token-file cannot be read", unreadable);
        }
    }

    /** Returns whether an address is one of the loopback's. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "ManagementProperties[%s:%d]".formatted(address, port);
    }
}
