package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import live.griot.app.support.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A chat in which everybody talks at once stays readable: the page shows a bounded number of lines, and goes on drawing. For ten minutes
 * of it, whose figures are in docs/performance.md: {@code -Dgriot.flood.lines=30000}.
 */
class ChatFloodTest {
    private static final int LINES = Integer.getInteger("griot.flood.lines", 600);
    private static final long MILLIS_BETWEEN_LINES = 20;

    /** Counts, frame by frame, what the page does. */
    private static final String WATCH = """
            () => {
              const seen = {frames: 0, longest: 0, mostElements: 0, last: performance.now(), begun: performance.now(), minutes: []};
              const look = (now) => {
                seen.frames++;
                const minute = Math.floor((now - seen.begun) / 60000);
                seen.minutes[minute] ??= {frames: 0, longest: 0};
                seen.minutes[minute].frames++;
                seen.minutes[minute].longest = Math.max(seen.minutes[minute].longest, now - seen.last);
                seen.minutes[minute].heapMb = performance.memory.usedJSHeapSize / 1e6;
                seen.longest = Math.max(seen.longest, now - seen.last);
                seen.last = now;
                seen.mostElements = Math.max(seen.mostElements, document.querySelectorAll('.chat *').length);
                requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
              window.seen = seen;
            }
            """;

    @TempDir
    Path data;

    @Test
    void fifty_messages_a_second_leave_the_page_small_and_drawing() {
        try (Gathering gathering = new Gathering(data)) {
            Person moussa = gathering.guest("moussa", "Moussa Traoré");
            gathering.told("It begins");
            moussa.hears("It begins");
            moussa.page().evaluate(WATCH);

            flood(gathering, moussa);

            double seconds = moussa.number("(seen.last - seen.begun) / 1000");
            double frames = moussa.number("seen.frames");
            double longest = moussa.number("seen.longest");
            System.out.printf(
                    "%d messages: %.0f frames in %.1f s, the longest gap %.0f ms, at most %.0f elements%n",
                    LINES, frames, seconds, longest, moussa.number("seen.mostElements"));
            System.out.println(moussa.page().evaluate("JSON.stringify(seen.minutes)"));
            Chromium.photograph(moussa.page(), "chat-flood");
            assertThat(moussa.number("seen.mostElements"))
                    .as("elements of the chat at most")
                    .isLessThan(1_500);
            assertThat(moussa.number("document.querySelectorAll('.lines li').length"))
                    .isLessThanOrEqualTo(150);
            // Generous: what else the machine does counts too.
            assertThat(longest).as("longest time without a frame, in ms").isLessThan(2_000);
            assertThat(moussa.complaints()).isEmpty();
        }
    }

    private static void flood(Gathering gathering, Person reader) {
        AtomicInteger said = new AtomicInteger();
        try (var mouths = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> telling = mouths.scheduleAtFixedRate(
                    () -> {
                        int line = said.incrementAndGet();
                        if (line <= LINES) {
                            gathering.told("Line %d of a story that everybody tells at once.".formatted(line));
                        }
                    },
                    0,
                    MILLIS_BETWEEN_LINES,
                    TimeUnit.MILLISECONDS);
            reader.page()
                    .waitForCondition(
                            () -> said.get() > LINES,
                            new Page.WaitForConditionOptions().setTimeout(30_000 + 2.0 * LINES * MILLIS_BETWEEN_LINES));
            reader.hears("Line %d of".formatted(LINES));
            telling.cancel(false);
        }
    }
}
