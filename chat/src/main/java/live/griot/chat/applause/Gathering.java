package live.griot.chat.applause;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    }

    /** Says that what was taken could not be counted, and waits again. */
    synchronized void notCounted(SessionId session) {
        Map<String, Integer> back = beingCounted.remove(session);
        if (back != null) {
            Map<String, Integer> counts = waiting.computeIfAbsent(session, first -> new HashMap<>());
            back.forEach((emoji, times) -> counts.merge(emoji, times, Integer::sum));
        }
    }

    /** Returns what is not part of a session's totals yet. */
    synchronized Map<String, Integer> uncounted(SessionId session) {
        Map<String, Integer> all = new HashMap<>(waiting.getOrDefault(session, Map.of()));
        beingCounted.getOrDefault(session, Map.of()).forEach((emoji, times) -> all.merge(emoji, times, Integer::sum));
        return all;
    }
}
