package live.griot.app.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What spans are sent to, by OTLP over HTTP, as a collector of OpenTelemetry takes them. Thread-safe. */
final class TraceCollector implements AutoCloseable {
    private static final String PATH = "/v1/traces";

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList().stream()
                    .flatMap(of -> of.getScopeSpansList().stream())
                    .flatMap(of -> of.getSpansList().stream())
                    .forEach(spans::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** Returns where it listens. */
    String address() {
        return "http://localhost:%d%s".formatted(server.getAddress().getPort(), PATH);
    }

    /** Returns what has come of all traces. */
    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** Returns what has come of one trace, by its id in hexadecimal. */
    List<Span> ofTrace(String id) {
        return spans.stream()
                .filter(span -> HexFormat.of()
                        .formatHex(span.getTraceId().toByteArray())
                        .equals(id))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
