package live.griot.app.support;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Somebody else's web site, an empty page: for a browser it is of another origin than the program. */
public final class ForeignPage implements AutoCloseable {
    private static final byte[] PAGE = "<!doctype html><title>Elsewhere</title>".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;

    /** Serves it on a free port of this machine. */
    public ForeignPage() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, PAGE.length);
            exchange.getResponseBody().write(PAGE);
            exchange.close();
        });
        server.start();
    }

    /** Returns where it is; a browser gives it a camera, since it is on this machine. */
    public String address() {
        return "http://localhost:%d/".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
