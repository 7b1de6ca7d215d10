package live.griot.chat.applause;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import live.griot.api.id.SessionId;
import live.griot.chat.message.Figures;
import org.springframework.stereotype.Component;

/**
 * How often each emoji floated over a session's picture: what is counted, and what this node has still to count. Each reaction is in it
 * once, also while it moves from one to the other.
 */
@Component
class ApplauseTotals {
    /** How long to wait for what is being counted. That takes as long as a command does. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How often the totals are read at most. What waits is taken twice a second, so a second reading is good almost always. */
    private static final int READINGS = 5;

    private final Gathering gathering;
    private final Figures figures;

    ApplauseTotals(Counting counting, Figures figures) {
        gathering = counting.gathered();
        this.figures = figures;
    }

    /** Returns the totals by emoji, in no order. */
    Map<String, Long> of(SessionId session) throws InterruptedException {
        Map<String, Long> totals = new HashMap<>();
        for (int reading = 0; reading < READINGS; reading++) {
            Gathering.Uncounted uncounted = gathering.uncounted(session, PATIENCE);
            totals.clear();
            figures.floated(session).forEach(counted -> totals.put(counted.emoji(), counted.count()));
            uncounted.counts().forEach((emoji, times) -> totals.merge(emoji, (long) times, Long::sum));
            if (gathering.waits(session, uncounted)) {
                break; // Nothing moved to the figures while they were read.
            }
        }
        return totals;
    }
}
