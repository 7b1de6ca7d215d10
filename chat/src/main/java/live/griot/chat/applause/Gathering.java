package live.griot.chat.applause;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.chat.emoji.Emoji;

/**
 * Floating reactions that are not counted yet. Those that are taken to be counted stay visible until they are known to be, so that
 * no total ever goes back. Thread-safe.
 */
final class Gathering {
    /** Different emojis that a session may have in one moment. */
    static final int EMOJIS = 50;

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Map<SessionId, Map<String, Integer>> waiting = new HashMap<>();
    private final Map<SessionId, Map<String, Integer>> beingCounted = new HashMap<>();

    /** Adds one; throws {@code Refused(RATE_LIMITED)} when there are too many different ones in this moment. */
    synchronized void add(SessionId session, Emoji emoji) {
        Map<String, Integer> counts = waiting.computeIfAbsent(session, first -> new HashMap<>());
        if (counts.size() >= EMOJIS && !counts.containsKey(emoji.value())) {
            throw new Refused(
                    RefusalCode.RATE_LIMITED, "Too many different reactions at once; wait a moment", A_MOMENT);
        }
        counts.merge(emoji.value(), 1, Integer::sum);
    }

    /** Returns the sessions in which something waits. */
    synchronized List<SessionId> sessions() {
        return List.copyOf(waiting.keySet());
    }

    /** Takes what waits of a session to be counted; {@link #counted} or {@link #notCounted} must follow before the next. */
    synchronized Map<String, Integer> take(SessionId session) {
        Map<String, Integer> taken = waiting.remove(session);
        if (taken == null) {
            return Map.of();
        }
        beingCounted.put(session, Map.copyOf(taken));
        return Map.copyOf(taken);
    }

    /** Says that what was taken is part of the totals now. */
    synchronized void counted(SessionId session) {
        beingCounted.remove(session);
        notifyAll();
    }

    /** Says that what was taken could not be counted, and waits again. */
    synchronized void notCounted(SessionId session) {
        Map<String, Integer> back = beingCounted.remove(session);
        if (back != null) {
            Map<String, Integer> counts = waiting.computeIfAbsent(session, first -> new HashMap<>());
            back.forEach((emoji, times) -> counts.merge(emoji, times, Integer::sum));
            notifyAll();
        }
    }

    /**
     * Returns what is not part of a session's totals yet. What is being counted may be, so this waits until that is known, and no
     * longer than the patience: then it is returned as not counted.
     */
    synchronized Uncounted uncounted(SessionId session, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos();
                beingCounted.containsKey(session) && left > 0;
                left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        Map<String, Integer> waits = waiting.getOrDefault(session, Map.of());
        Map<String, Integer> all = new HashMap<>(waits);
        beingCounted.getOrDefault(session, Map.of()).forEach((emoji, times) -> all.merge(emoji, times, Integer::sum));
        return new Uncounted(all, waits);
    }

    /** Tells whether none of it was taken to be counted since. Totals that were read meanwhile hold none of it, then. */
    synchronized boolean waits(SessionId session, Uncounted uncounted) {
        return uncounted.from.isEmpty() || waiting.get(session) == uncounted.from;
    }

    /** What was not counted at one moment: how often each emoji came. */
    static final class Uncounted {
        private final Map<String, Integer> counts;
        private final Map<String, Integer> from;

        private Uncounted(Map<String, Integer> counts, Map<String, Integer> from) {
            this.counts = counts;
            this.from = from;
        }

        Map<String, Integer> counts() {
            return counts;
        }
    }
}
