package live.griot.app.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The other process of {@link LiveSocketLoad}: those who listen, or those who write. Ends by itself.
 *
 * <p>Arguments: {@code <port> <token> listen <sockets> <seconds> <room> <messages a second>} or
 * {@code <port> <token> write <writers> <seconds> <room,room,...>}.
 */
final class LiveSocketCrowd {
    /** The compiler of the program is at work for about two minutes at a pace that leaves it time. */
    private static final int LISTENING_WARM_UP_SECONDS = 180;

    private static final int WRITING_WARM_UP_SECONDS = 60;
    private static final int WRITERS_OF_A_RATE = 16;
    private static final double NANOS_A_MILLI = 1e6;

    private LiveSocketCrowd() {}

    /** Runs until it has measured. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String token = arguments[1];
        int many = Integer.parseInt(arguments[3]);
        int seconds = Integer.parseInt(arguments[4]);
        List<String> rooms = List.of(arguments[5].split(",", -1));
        if (arguments[2].equals("listen")) {
            listen(port, token, many, seconds, rooms.get(0), Integer.parseInt(arguments[6]));
        } else {
            write(port, token, many, seconds, rooms);
        }
    }

    private static void listen(int port, String token, int sockets, int seconds, String room, int rate)
            throws IOException, InterruptedException {
        try (Listeners listeners = new Listeners(port, topic(room));
                Writers writers = new Writers(port, token, WRITERS_OF_A_RATE, List.of(topic(room)))) {
            listeners.connect(sockets);
            say("listening: " + sockets);
            writers.write(rate);
            TimeUnit.SECONDS.sleep(LISTENING_WARM_UP_SECONDS);
            listeners.startCounting();
            writers.startCounting();
            say("begin");
            TimeUnit.SECONDS.sleep(seconds);
            say("end");
            Delays delays = listeners.stopCounting();
            say("stored: %.0f messages a second".formatted(writers.acknowledged() / (double) seconds));
            say(
                    "delivered: %.0f a second, %.0f frames a second, %.1f Mbit/s, p50 %.1f ms, p99 %.1f ms, worst %.1f ms, cut off %d"
                            .formatted(
                                    delays.count() / (double) seconds,
                                    listeners.frames() / (double) seconds,
                                    listeners.bytes() * 8 / 1e6 / seconds,
                                    delays.percentile(50) / NANOS_A_MILLI,
                                    delays.percentile(99) / NANOS_A_MILLI,
                                    delays.percentile(100) / NANOS_A_MILLI,
                                    listeners.cutOff()));
        }
    }

    private static void write(int port, String token, int writers, int seconds, List<String> rooms)
            throws IOException, InterruptedException {
        try (Writers all = new Writers(
                port, token, writers, rooms.stream().map(LiveSocketCrowd::topic).toList())) {
            all.write(0);
            TimeUnit.SECONDS.sleep(WRITING_WARM_UP_SECONDS);
            all.startCounting();
            say("begin");
            TimeUnit.SECONDS.sleep(seconds);
            say("end");
            say("stored: %.0f messages a second by %d writers into %d rooms"
                    .formatted(all.acknowledged() / (double) seconds, writers, rooms.size()));
        }
    }

    private static String topic(String room) {
        return "sessions/" + room + "/chat";
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
