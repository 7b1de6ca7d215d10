package live.griot.edge.signaling;

import java.util.List;
import live.griot.api.edge.EdgeAddress.IceServer;

/** Writes {@code Link} headers that tell a client its ICE servers (RFC 9725, section 4.6). */
final class IceLinks {
    private IceLinks() {}

    /** Returns one header value for each URL of each server. */
    static List<String> of(List<IceServer> servers) {
        return servers.stream()
                .flatMap(server -> server.urls().stream().map(url -> link(url, server)))
                .toList();
    }

    private static String link(String url, IceServer server) {
        String link = "<%s>; rel=\"ice-server\"".formatted(url);
        return server.username() == null || server.credential() == null
                ? link
                : "%s; username=\"%s\"; credential=\"%s\"; credential-type=\"password\""
                        .formatted(link, escaped(server.username()), escaped(server.credential()));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
