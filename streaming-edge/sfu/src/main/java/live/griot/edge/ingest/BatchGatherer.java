package live.griot.edge.ingest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;

/**
 * Gathers what comes into batches that are worth a system call: a publisher writes a frame packet by packet, and each would wake the egress
 * loops. A picture's batch is ready with the last packet of its frame, or after two milliseconds. Where many show their pictures, the
 * frames of all that come within a few milliseconds leave together. Sound waits a few milliseconds for a picture of its session, behind
 * which it leaves in the same call. Not thread-safe: owned by the ingest loop; time comes in.
 */
final class BatchGatherer {
    /** How long a picture's packets wait for the rest of their frame. */
    static final long PICTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** How long sound waits for a picture. */
    static final long SOUND_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** How long a picture waits for those of others, where there are {@link #CROWD}. */
    static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
    /** So many pictures at once would wake the egress loops too often, each with little for everybody. */
    static final int CROWD = 3;
    /** With so many packets a batch is ready, whole or not: about what the kernel sends to a viewer in one call. */
    static final int ENOUGH_PACKETS = 40;

    static final long NEVER = Long.MAX_VALUE;

    private final Map<EncodingView, Gathering> gatherings = new LinkedHashMap<>();
    private final Map<String, Pictures> pictures = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();

    /** Adds a packet. */
    void add(PublicationView publication, EncodingView encoding, MediaPacket packet, long nowNanos) {
        Gathering gathering = gatherings.computeIfAbsent(encoding, first -> new Gathering(publication, nowNanos));
        gathering.add(packet);
        if (gathering.isPicture()) {
            pictures.computeIfAbsent(publication.router(), first -> new Pictures())
                    .note(publication, nowNanos);
        }
    }

    /** Hands over the batches that are ready; sound behind the pictures of its session. */
    void takeReady(long nowNanos, Consumer<EgressBatch> taker) {
        if (gatherings.isEmpty()) {
            return;
        }
        for (Gathering gathering : gatherings.values()) {
            if (gathering.isPicture() && isDue(gathering, nowNanos)) {
                leaving.add(gathering.router());
            }
        }
        take(one -> one.isPicture() && leaving.contains(one.router()) && one.isComplete(nowNanos), nowNanos, taker);
        take(one -> !one.isPicture() && (leaving.contains(one.router()) || isDue(one, nowNanos)), nowNanos, taker);
        leaving.clear();
    }

    private void take(Predicate<Gathering> which, long nowNanos, Consumer<EgressBatch> taker) {
        for (Iterator<Map.Entry<EncodingView, Gathering>> all =
                        gatherings.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<EncodingView, Gathering> one = all.next();
            if (which.test(one.getValue())) {
                all.remove();
                taker.accept(one.getValue().batch(one.getKey(), nowNanos));
            }
        }
    }

    private boolean isDue(Gathering gathering, long nowNanos) {
        return nowNanos - gathering.sinceNanos() >= patienceNanos(gathering, nowNanos);
    }

    private long patienceNanos(Gathering gathering, long nowNanos) {
        Pictures shown = pictures.get(gathering.router());
        int count = shown == null ? 0 : shown.count(nowNanos);
        if (!gathering.isPicture()) {
            return count == 0 ? 0 : SOUND_NANOS;
        }
        if (gathering.isFull()) {
            return 0;
        }
        if (count >= CROWD) {
            return BEAT_NANOS;
        }
        return gathering.isWhole() ? 0 : PICTURE_NANOS;
    }

    /** Returns when the next batch is ready at the latest, or {@link #NEVER}. */
    long dueNanos(long nowNanos) {
        long due = NEVER;
        for (Gathering gathering : gatherings.values()) {
            due = Math.min(due, gathering.sinceNanos() + patienceNanos(gathering, nowNanos));
        }
        return due;
    }

    /** Forgets a session that is over. */
    void forget(String router) {
        pictures.remove(router);
        gatherings.values().removeIf(gathering -> gathering.router().equals(router));
    }

    /** Which pictures of a session flowed within about 100 ms. */
    private static final class Pictures {
        private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

        private final Set<PublicationView> flowing = new HashSet<>();
        private long beganNanos;
        private int before;

        void note(PublicationView publication, long nowNanos) {
            turn(nowNanos);
            flowing.add(publication);
        }

        int count(long nowNanos) {
            turn(nowNanos);
            return Math.max(before, flowing.size());
        }

        private void turn(long nowNanos) {
            long age = nowNanos - beganNanos;
            if (age >= WINDOW_NANOS) {
                before = age < 2 * WINDOW_NANOS ? flowing.size() : 0;
                flowing.clear();
                beganNanos = nowNanos;
            }
        }
    }
}
