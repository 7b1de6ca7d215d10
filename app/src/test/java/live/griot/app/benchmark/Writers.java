package live.griot.app.benchmark;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import live.griot.app.support.RawWebSocket;

/**
 * Sockets that write messages, each waiting for the acknowledgement of one before it sends the next. A message carries the time at
 * which it was sent, or, at a rate, at which it was due: what waits behind a slow one counts as delayed.
 */
final class Writers implements AutoCloseable {
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private final List<RawWebSocket> sockets = new ArrayList<>();
    private final List<String> topics;
    private final LongAdder acknowledged = new LongAdder();
    private volatile boolean writing = true;

    Writers(int port, String token, int many, List<String> topics) throws IOException {
        this.topics = topics;
        for (int i = 0; i < many; i++) {
            RawWebSocket socket = RawWebSocket.open(URI.create("ws://localhost:" + port));
            socket.text("{\"type\":\"hello\",\"token\":\"%s\"}".formatted(token));
            socket.read();
            sockets.add(socket);
        }
    }

    /** Writes from now on: so many a second together, or as many as there is room for when that is zero. */
    void write(int rate) {
        long start = System.nanoTime();
        for (int i = 0; i < sockets.size(); i++) {
            int place = i;
            Thread.ofVirtual().start(() -> write(place, rate, start));
        }
    }

    void startCounting() {
        acknowledged.reset();
    }

    long acknowledged() {
        return acknowledged.sum();
    }

    private void write(int place, int rate, long start) {
        RawWebSocket socket = sockets.get(place);
        String topic = topics.get(place % topics.size());
        try {
            for (long turn = 0; writing; turn++) {
                long due = System.nanoTime();
                if (rate > 0) {
                    due = start + (turn * sockets.size() + place) * NANOS_A_SECOND / rate;
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                socket.text(
                        "{\"type\":\"send\",\"id\":\"c\",\"topic\":\"%s\",\"content\":\"Sent at ~%019d~, a line as long as lines are\"}"
                                .formatted(topic, due));
                acknowledge(socket);
            }
        } catch (IOException ended) {
            if (writing) {
                System.err.println("A writer was cut off: " + ended);
            }
        }
    }

    private void acknowledge(RawWebSocket socket) throws IOException {
        RawWebSocket.Frame answer = socket.read();
        while (answer.opcode() == RawWebSocket.PING) {
            socket.frame(0x80 | RawWebSocket.PONG, answer.payload(), true);
            answer = socket.read();
        }
        if (answer.text().startsWith("{\"type\":\"ack\"")) {
            acknowledged.increment();
        } else {
            throw new IOException("Not acknowledged: " + answer.text());
        }
    }

    @Override
    public void close() throws IOException {
        writing = false;
        for (RawWebSocket socket : sockets) {
            socket.close();
        }
    }
}
