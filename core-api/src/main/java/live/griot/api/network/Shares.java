package live.griot.api.network;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many of something each has, up to a limit. Who has none is not remembered. Thread-safe. */
public final class Shares<K> {
    private final int limit;
    private final ConcurrentMap<K, Integer> taken = new ConcurrentHashMap<>();

    /** Makes that limit for each. */
    public Shares(int limit) {
        this.limit = limit;
    }

    /** Returns whether they may have one more. */
    public boolean hasRoom(K whose) {
        return taken.getOrDefault(whose, 0) < limit;
    }

    /** Takes one more, if that is within the limit; returns whether it was. */
    public boolean take(K whose) {
        int before = taken.getOrDefault(whose, 0);
        while (before < limit) {
            boolean done = before == 0 ? taken.putIfAbsent(whose, 1) == null : taken.replace(whose, before, before + 1);
            if (done) {
                return true;
            }
            before = taken.getOrDefault(whose, 0);
        }
        return false;
    }

    /** Gives one back that was taken. */
    public void giveBack(K whose) {
        taken.computeIfPresent(whose, (who, count) -> count == 1 ? null : count - 1);
    }
}
