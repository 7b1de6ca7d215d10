package live.griot.app.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP/1.1 by hand, for what no client library sends. One connection. Not thread-safe. */
public final class RawHttp implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final DataInputStream in;

    /** Connects to the program at that address. */
    public RawHttp(URI server) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
        out = socket.getOutputStream();
        in = new DataInputStream(socket.getInputStream());
    }

    /** Sends a request on a connection of its own, as it stands (line ends are CRLF), and returns the answer. */
    public static Answer send(URI server, String request) throws IOException {
        try (RawHttp connection = new RawHttp(server)) {
            connection.write(request);
            return connection.read(request.startsWith("HEAD "));
        }
    }

    /** One answer, as it came. */
    public record Answer(int status, String head, String body) {
        /** Returns a header's first value. */
        public Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .findFirst();
        }

        /** Returns the body as JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** Sends text, each char a byte. */
    public void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Reads an answer, which may end with the connection; throws when there is none. */
    public Answer read(boolean ofHead) throws IOException {
        String head = head();
        int status = Integer.parseInt(head.substring(9, 12));
        Answer empty = new Answer(status, head, "");
        if (ofHead || status == 204 || status == 304) {
            return empty;
        }
        byte[] body = empty.header("Transfer-Encoding").isPresent()
                ? chunks()
                : empty.header("Content-Length")
                        .map(Integer::parseInt)
                        .map(this::bytes)
                        .orElseGet(() -> bytes(Integer.MAX_VALUE));
        return new Answer(status, head, new String(body, StandardCharsets.UTF_8));
    }

    /** Reads an answer's head and returns its status: what follows is not HTTP, or of no interest. */
    public int status() throws IOException {
        return Integer.parseInt(head().substring(9, 12));
    }

    /** Waits for the server to end the connection, whatever it says before; throws when it does not within the patience. */
    public void awaitEnd() throws IOException {
        byte[] some = new byte[1_024];
        int read = in.read(some);
        while (read >= 0) {
            read = in.read(some);
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private byte[] bytes(int count) {
        try {
            return in.readNBytes(count);
        } catch (IOException cutOff) {
            throw new AssertionError("The answer was cut off", cutOff);
        }
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = size();
        while (size > 0) {
            body.write(in.readNBytes(size));
            line();
            size = size();
        }
        return body.toByteArray();
    }

    private int size() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        while (length == 0 || line[length - 1] != '\n') {
            line[length++] = in.readByte();
        }
        return new String(Arrays.copyOf(line, length), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
