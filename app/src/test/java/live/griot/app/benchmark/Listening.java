package live.griot.app.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** One socket that listens: asks to be upgraded, says hello, subscribes, and takes what comes, in whatever pieces. Not thread-safe. */
final class Listening {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUBSCRIBED = "\"subscribed\"".getBytes(StandardCharsets.US_ASCII);
    private static final int TIME_DIGITS = 19;
    private static final int PING = 9;

    private final SocketChannel channel;
    private final String topic;
    private byte[] rest = new byte[0];
    private boolean upgraded;
    private boolean subscribed;
    private boolean subscriptionSeen;

    Listening(SocketChannel channel, String topic) {
        this.channel = channel;
        this.topic = topic;
    }

    /** Asks for the upgrade. */
    void ask(int port) throws IOException {
        write("""
                GET /ws HTTP/1.1\r
                Host: localhost:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                \r
                """.formatted(port).getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes bytes from the server, tells the time each message carries, and returns how many frames were complete. */
    int take(byte[] fresh, LongConsumer sentAt) throws IOException {
        byte[] all = fresh;
        if (rest.length > 0) {
            all = Arrays.copyOf(rest, rest.length + fresh.length);
            System.arraycopy(fresh, 0, all, rest.length, fresh.length);
        }
        int at = upgraded ? 0 : upgrade(all);
        int frames = 0;
        while (upgraded) {
            int next = frame(all, at, sentAt);
            if (next < 0) {
                break;
            }
            at = next;
            frames++;
        }
        rest = Arrays.copyOfRange(all, at, all.length);
        return frames;
    }

    /** Returns once, when it has been told that it is subscribed, true. */
    boolean tookSubscription() {
        boolean news = subscribed && !subscriptionSeen;
        subscriptionSeen = subscribed;
        return news;
    }

    private int upgrade(byte[] all) throws IOException {
        int end = indexOf(all, END_OF_HEAD, 0, all.length);
        if (end < 0) {
            return 0;
        }
        String head = new String(all, 0, end, StandardCharsets.US_ASCII);
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("Refused: " + head);
        }
        upgraded = true;
        frame(0x81, "{\"type\":\"hello\"}".getBytes(StandardCharsets.US_ASCII));
        frame(0x81, "{\"type\":\"subscribe\",\"topic\":\"%s\"}".formatted(topic).getBytes(StandardCharsets.US_ASCII));
        return end + END_OF_HEAD.length;
    }

    /** Takes one frame; returns where the next begins, or -1 when it is not complete. */
    private int frame(byte[] all, int at, LongConsumer sentAt) throws IOException {
        if (all.length - at < 2) {
            return -1;
        }
        int length = all[at + 1] & 0x7F;
        int begin = at + 2;
        if (length >= 126) {
            int bytes = length == 126 ? 2 : 8;
            if (all.length - begin < bytes) {
                return -1;
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = (length << 8) | (all[begin++] & 0xFF);
            }
        }
        if (all.length - begin < length) {
            return -1;
        }
        if ((all[at] & 0x0F) == PING) {
            frame(0x8A, Arrays.copyOfRange(all, begin, begin + length));
        }
        payload(all, begin, begin + length, sentAt);
        return begin + length;
    }

    private void payload(byte[] all, int begin, int end, LongConsumer sentAt) {
        for (int i = begin; i + TIME_DIGITS + 1 < end; i++) {
            if (all[i] == '~' && all[i + TIME_DIGITS + 1] == '~') {
                sentAt.accept(Long.parseLong(new String(all, i + 1, TIME_DIGITS, StandardCharsets.US_ASCII)));
                i += TIME_DIGITS + 1;
            }
        }
        subscribed |= !subscribed && indexOf(all, SUBSCRIBED, begin, end) >= 0;
    }

    /** Sends a short frame, masked with zeros. */
    private void frame(int firstByte, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(6 + payload.length);
        frame.put((byte) firstByte)
                .put((byte) (0x80 | payload.length))
                .putInt(0)
                .put(payload);
        write(frame.array());
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        channel.write(buffer);
        if (buffer.hasRemaining()) {
            throw new IOException("The server takes nothing");
        }
    }

    private static int indexOf(byte[] in, byte[] what, int from, int to) {
        for (int i = from; i <= to - what.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
