package live.griot.app.node;

import java.lang.management.ManagementFactory;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this start of the program is called among all that share its database. No other start has its name: process number and host alone are the same for containers
 * that share their host's name.
 *
 * @param name at most 190 characters
 * @param url where clients reach it, or null where it was not told
 */
public record ThisNode(String name, @Nullable String url) {
    private static final int MOST_CHARACTERS = 180;

    static ThisNode named(NodeProperties properties) {
        String process = ManagementFactory.getRuntimeMXBean().getName();
        String host = process.substring(0, Math.min(process.length(), MOST_CHARACTERS));
        String name = "%s/%s".formatted(host, UUID.randomUUID().toString().substring(0, 8));
        return new ThisNode(
                name, properties.url() == null ? null : properties.url().toString());
    }
}
