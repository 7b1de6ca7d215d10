package live.griot.app.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import live.griot.api.chat.MessageSent;
import live.griot.app.support.LiveSocketClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who is cut off and comes back with the last position has exactly what is stored: nothing twice, nothing missing, in order. */
class ResumeTest {
    private static final int CUTS = 100;
    private static final int WRITERS = 4;
    private static final long POLL_NANOS = 2_000_000;

    /** Long enough that no test here sees a gap given up. */
    private static final String PATIENCE = "PT20S";

    @TempDir
    static Path data;

    static Chat chat;

    @BeforeAll
    static void start() {
        chat = new Chat(data, Map.of("griot.live.gap-patience", PATIENCE, "griot.live.resume-window", "100000"));
        chat.say("The first line");
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void a_client_cut_off_a_hundred_times_while_many_write_has_exactly_what_is_stored() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long start = chat.head();
        List<Long> told = new ArrayList<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        MessageSent said = chat.stored().get(0).event();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>(IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(one -> writers.submit(() -> write("Writer " + one, writing)))
                    .toList());
            all.add(writers.submit(() -> straggle(said, new Random(seed + 1), writing)));
            try {
                for (int cut = 0; cut < CUTS; cut++) {
                    listen(told, start, random.nextInt(6));
                }
            } finally {
                writing.set(false);
            }
            for (Future<?> writer : all) {
                writer.get();
            }
        }

        List<Long> stored = chat.stored().stream()
                .map(Chat.Stored::position)
                .filter(position -> position > start)
                .toList();
        listen(told, start, stored.size() - told.size());
        assertThat(told).as("Seed %d", seed).containsExactlyElementsOf(stored);
    }

    @Test
    void what_is_committed_late_is_told_in_its_place() throws Exception {
        MessageSent said = chat.stored().get(0).event();
        try (LiveSocketClient listener = LiveSocketClient.connect(chat.griot.address(), null)) {
            listener.subscribe(chat.topic);
            long before = chat.head();
            Chat.Straggler straggler = chat.straggler(said);
            Thread other = Thread.ofVirtual().start(() -> chat.say("Said after it, and stored before it"));
            awaitHead(before + 2);

            straggler.commit();
            other.join();

            assertThat(List.of(position(listener.await("messageSent")), position(listener.await("messageSent"))))
                    .containsExactly(before + 1, before + 2);
        }
    }

    @Test
    void what_is_rolled_back_is_waited_for_no_longer_than_it_takes_to_know() throws Exception {
        try (Chat hasty = new Chat(data.resolve("hasty"), Map.of("griot.live.gap-patience", "PT0.2S"));
                LiveSocketClient listener = LiveSocketClient.connect(hasty.griot.address(), null)) {
            hasty.say("The first line");
            MessageSent said = hasty.stored().get(0).event();
            long before = listener.subscribe(hasty.topic);
            hasty.straggler(said).rollBack();
            hasty.say("Said after it");
            assertThat(listener.await("messageSent").at("/data/content").asString())
                    .isEqualTo("Said after it");

            Chat.Straggler late = hasty.straggler(said);
            Thread.ofVirtual().start(() -> hasty.say("Told without what was before it"));
            long seen = position(listener.await("messageSent"));
            late.commit();

            listener.await("reset");
            assertThat(resumed(hasty, before))
                    .as("who had not come so far has it all")
                    .hasSize(3);
            assertThat(resumed(hasty, seen)).as("who had may have missed it").isNull();
        }
    }

    private static void write(String name, AtomicBoolean writing) {
        for (int line = 0; writing.get(); line++) {
            chat.say("%s, line %d".formatted(name, line));
        }
    }

    /** Takes positions and commits a little later, or never. */
    private static Void straggle(MessageSent said, Random random, AtomicBoolean writing) throws InterruptedException {
        while (writing.get()) {
            Chat.Straggler straggler = chat.straggler(said);
            long last = chat.head();
            int others = random.nextInt(5);
            while (writing.get() && chat.head() < last + others) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            straggler.commit();
        }
        return null;
    }

    /** Connects with what was told last, is told so many more updates, and is cut off. */
    private static void listen(List<Long> told, long start, int updates) throws InterruptedException {
        try (LiveSocketClient client = LiveSocketClient.connect(chat.griot.address(), null)) {
            long after = told.isEmpty() ? start : told.get(told.size() - 1);
            client.send(Map.of("type", "subscribe", "topic", chat.topic, "after", after));
            for (int i = 0; i < updates; i++) {
                JsonNode next = client.await(
                        one -> one.path("type").asString().equals("messageSent")
                                || one.path("type").asString().equals("reset"),
                        "messageSent");
                assertThat(next.path("type").asString()).isEqualTo("messageSent");
                told.add(position(next));
            }
        }
    }

    /** Returns the positions told to who comes back, or null when they are to start afresh. */
    private static @Nullable List<Long> resumed(Chat chat, long after) throws InterruptedException {
        List<Long> told = new ArrayList<>();
        try (LiveSocketClient client = LiveSocketClient.connect(chat.griot.address(), null)) {
            client.send(Map.of("type", "subscribe", "topic", chat.topic, "after", after));
            while (true) {
                JsonNode next = client.await(one -> true, "anything");
                switch (next.path("type").asString()) {
                    case "reset" -> {
                        return null;
                    }
                    case "subscribed" -> {
                        return told;
                    }
                    default -> told.add(position(next));
                }
            }
        }
    }

    private static void awaitHead(long position) {
        await().until(() -> chat.head() >= position);
    }

    private static long position(JsonNode update) {
        return update.path("position").longValue();
    }
}
