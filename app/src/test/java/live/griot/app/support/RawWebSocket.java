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
import java.util.Base64;
import java.util.Map;

/**
 * A WebSocket by hand, RFC 6455, that can say what no decent client would, and that reads only when it is told to. Its receive buffer
 * is small, so that the server soon notices when it does not read.
 */
public final class RawWebSocket implements AutoCloseable {
    /** Opcodes, section 11.8 of the RFC. */
    public static final int CONTINUATION = 0, TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int RECEIVE_BUFFER = 4_096;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String answer;

    /** One frame as it came. */
    public static final class Frame {
        private final int opcode;
        private final byte[] payload;

        Frame(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        /** Returns what kind of frame it is. */
        public int opcode() {
            return opcode;
        }

        /** Returns the payload itself. */
        public byte[] payload() {
            return payload;
        }

        /** Returns the payload as text. */
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** Returns the status of a close frame, or 1005 when it has none (section 7.1.5). */
        public int closeCode() {
            return payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }
    }

    private RawWebSocket(URI server, Map<String, String> headers) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        StringBuilder request = new StringBuilder(
                "GET /ws HTTP/1.1\r\nHost: localhost:%d\r\nUpgrade: websocket\r\n".formatted(server.getPort())
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + Base64.getEncoder().encodeToString(new byte[16]) + "\r\n");
        headers.forEach((name, value) -> request.append("%s: %s\r\n".formatted(name, value)));
        out.write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        answer = head();
    }

    /** Asks for a socket; {@link #answer} says what came of it. */
    public static RawWebSocket ask(URI server, Map<String, String> headers) throws IOException {
        return new RawWebSocket(server, headers);
    }

    /** Opens a socket that has not said hello; fails when it is refused. */
    public static RawWebSocket open(URI server) throws IOException {
        RawWebSocket opened = new RawWebSocket(server, Map.of());
        if (!opened.answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("Refused: " + opened.answer);
        }
        return opened;
    }

    /** Returns the head of the server's answer to the upgrade. */
    public String answer() {
        return answer;
    }

    /** Sends a text frame as clients do. */
    public void text(String text) throws IOException {
        frame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8), true);
    }

    /** Sends a frame with that first byte (FIN, reserved bits, opcode), masked or not. */
    public void frame(int firstByte, byte[] payload, boolean masked) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.write(mask | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(mask | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(mask | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        if (masked) {
            frame.write(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(masked ? payload[i] ^ MASK[i % 4] : payload[i]);
        }
        bytes(frame.toByteArray());
    }

    /** Sends bytes as they are. */
    public void bytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Reads the next frame, pings included and not answered; throws when the connection ended without one. */
    public Frame read() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        return new Frame(opcode, in.readNBytes(length));
    }

    /** Reads on to the close frame and returns its code, or 1006 when the connection just ended (section 7.1.5). */
    public int closeCode() {
        try {
            Frame frame = read();
            while (frame.opcode() != CLOSE) {
                frame = read();
            }
            return frame.closeCode();
        } catch (IOException ended) {
            return 1006;
        }
    }

    /** Ends the connection at once, as a crash of the client's machine's program would. */
    public void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }
}
