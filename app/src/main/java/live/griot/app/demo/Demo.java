package live.griot.app.demo;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import live.griot.tools.http.Failures;
import live.griot.tools.http.GriotClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a live: a host and a guest with test patterns, and people who write now and then. It goes through the program's own interface as
 * anybody would. The accounts are made afresh at each start, under passwords that only this process ever knew. When a session ends by its
 * time another follows, twelve at most.
 */
final class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String TITLE = "Demo: a live that this server makes itself";
    private static final String DESCRIPTION =
            "Test patterns and invented lines, because griot.demo is on. Register, write something, or go live yourself.";
    private static final int MAX_SESSIONS = 12;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_BETWEEN_LINES = 4;
    private static final int LOOKS_LATER = 60;
    private static final int PASSWORD_BYTES = 24;

    /** What is said, by turns: the host, the guest, the viewer. Once all of it was said it goes on once a minute. */
    private static final List<String> LINES = List.of(
            "Hello, and welcome. This is a demo: nobody is really here.",
            "I am the guest. My bars begin with another colour, so that you can tell us apart.",
            "I only watch. Does anybody else hear a soft tone each second?",
            "That tone and the flash come together: so you see that sound and picture do, too.",
            "The clock in the picture is the server's. Compare it with yours.",
            "Half a second behind at most, I would say.",
            "Open this page in a second window and both will show the same moment.",
            "You can write here once you have an account. It takes ten seconds.",
            "And a heart flies over the picture for who presses the heart.",
            "Press Go live for a stage of your own. This one will not mind.");

    private final URI server;
    private final Thread thread;
    private volatile boolean closed;

    Demo(URI server) {
        this.server = server;
        this.thread = Thread.ofVirtual().name("demo").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private record Cast(GriotClient host, GriotClient guest, GriotClient viewer) {}

    private void run() {
        try {
            Cast cast = register();
            for (int number = 0; number < MAX_SESSIONS && !closed; number++) {
                if (!show(cast)) {
                    return;
                }
            }
            LOG.info("The demo is over; start the program again for another");
        } catch (IOException failure) {
            if (!closed) {
                LOG.warn("The demo has ended: {}", Failures.sentence(failure));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Cast register() throws IOException, InterruptedException {
        GriotClient anybody = new GriotClient(server);
        String start = HexFormat.of().toHexDigits((short) RANDOM.nextInt());
        return new Cast(
                anybody.register("demo_host_" + start, "Demo host", password()),
                anybody.register("demo_guest_" + start, "Demo guest", password()),
                anybody.register("demo_viewer_" + start, "Demo viewer", password()));
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Shows one session to its end; returns false when there is nobody left to show the next. */
    private boolean show(Cast cast) throws IOException, InterruptedException {
        String id = cast.host().createSession(TITLE, DESCRIPTION);
        cast.host().start(id);
        DemoPublisher guest = null;
        try (DemoPublisher host = new DemoPublisher("host", 0, () -> cast.host().join(id))) {
            int line = 0;
            int looksToNextLine = 0;
            for (String state = "STARTING"; isOn(state); state = cast.host().state(id)) {
                Thread.sleep(LOOK);
                if (!state.equals("LIVE")) {
                    if (host.hasGivenUp()) {
                        return false;
                    }
                    continue;
                }
                if (guest == null) {
                    LOG.info("The demo is live: {}/watch/{}", server, id);
                    guest = guest(cast, id);
                }
                if (looksToNextLine-- <= 0) {
                    say(cast, id, line++);
                    looksToNextLine = line < LINES.size() ? LOOKS_BETWEEN_LINES : LOOKS_LATER;
                }
            }
            return !host.hasGivenUp();
        } finally {
            if (guest != null) {
                guest.close();
            }
        }
    }

    private boolean isOn(@Nullable String state) {
        return !closed && ("STARTING".equals(state) || "LIVE".equals(state));
    }

    private static DemoPublisher guest(Cast cast, String id) throws IOException, InterruptedException {
        String link = cast.host().guestLink(id);
        cast.guest().joinBy(link, id);
        return new DemoPublisher("guest", 3, () -> cast.guest().join(id));
    }

    private static void say(Cast cast, String id, int line) throws IOException, InterruptedException {
        GriotClient speaker =
                switch (line % 3) {
                    case 0 -> cast.host();
                    case 1 -> cast.guest();
                    default -> cast.viewer();
                };
        try {
            speaker.say(id, LINES.get(line % LINES.size()));
        } catch (GriotClient.Refusal refused) {
            // Muted or banned by who tries that out: the demo goes on without the word.
            LOG.debug("The demo's line was refused: {}", Failures.sentence(refused));
        }
    }

    /** Ends it, the children first. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
