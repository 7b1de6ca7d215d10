package live.griot.edge.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import live.griot.edge.handover.EgressBatch;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.rtp.MediaKind;

/**
 * Gathers what comes into batches that are worth a system call: a publisher writes a frame packet by packet, and each would wake the egress
 * loops. A picture's batch is ready with the last packet of its frame, or after two milliseconds. Sound waits a few milliseconds for
 * a picture of its session, behind which it leaves in the same call. Not thread-safe: owned by the ingest loop; time comes in.
 */
final class BatchGatherer {
    /** How long a picture's packets wait for the rest of their frame. */
    static final long PICTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** How long sound waits for a picture. */
    static final long SOUND_NANOS = TimeUnit.MILLISECONDS.toNanos(6);
    /** With so many packets a batch is ready, whole or not: about what the kernel sends to a viewer in one call. */
    static final int MAX_PACKETS = 40;
    /** A session whose pictures came within this time is one in which sound may wait for them. */
    private static final long HAS_PICTURES_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    static final long NEVER = Long.MAX_VALUE;

    private final Map<EncodingView, Gathering> gatherings = new LinkedHashMap<>();
    private final Map<String, Long> pictures = new LinkedHashMap<>();

    private static final class Gathering {
        private final PublicationView publication;
        private final List<MediaPacket> packets = new ArrayList<>();
        private final long sinceNanos;
        private boolean whole;

        private Gathering(PublicationView publication, long nowNanos) {
            this.publication = publication;
            this.sinceNanos = nowNanos;
        }

        private boolean isPicture() {
            return publication.kind() == MediaKind.VIDEO;
        }
    }

    /** Adds a packet. */
    void add(PublicationView publication, EncodingView encoding, MediaPacket packet, long nowNanos) {
        Gathering gathering = gatherings.computeIfAbsent(encoding, first -> new Gathering(publication, nowNanos));
        gathering.packets.add(packet);
        gathering.whole |= packet.marker() || gathering.packets.size() >= MAX_PACKETS;
        if (gathering.isPicture()) {
            pictures.put(publication.router(), nowNanos);
        }
    }

    /** Hands over the batches that are ready; sound behind the pictures of its session. */
    void takeReady(long nowNanos, Consumer<EgressBatch> taker) {
        if (gatherings.isEmpty()) {
            return;
        }
        List<String> shown = new ArrayList<>();
        for (Iterator<Map.Entry<EncodingView, Gathering>> all =
                        gatherings.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<EncodingView, Gathering> one = all.next();
            Gathering gathering = one.getValue();
            if (gathering.isPicture() && (gathering.whole || nowNanos - gathering.sinceNanos >= PICTURE_NANOS)) {
                all.remove();
                shown.add(gathering.publication.router());
                taker.accept(batch(one.getKey(), gathering, nowNanos));
            }
        }
        for (Iterator<Map.Entry<EncodingView, Gathering>> all =
                        gatherings.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<EncodingView, Gathering> one = all.next();
            Gathering gathering = one.getValue();
            if (!gathering.isPicture()
                    && (shown.contains(gathering.publication.router())
                            || nowNanos - gathering.sinceNanos >= patienceNanos(gathering, nowNanos))) {
                all.remove();
                taker.accept(batch(one.getKey(), gathering, nowNanos));
            }
        }
    }

    private static EgressBatch batch(EncodingView encoding, Gathering gathering, long nowNanos) {
        return new EgressBatch(gathering.publication, encoding, gathering.packets, nowNanos);
    }

    private long patienceNanos(Gathering gathering, long nowNanos) {
        if (gathering.isPicture()) {
            return gathering.whole ? 0 : PICTURE_NANOS;
        }
        Long picture = pictures.get(gathering.publication.router());
        return picture != null && nowNanos - picture < HAS_PICTURES_NANOS ? SOUND_NANOS : 0;
    }

    /** Returns when the next batch is ready at the latest, or {@link #NEVER}. */
    long dueNanos(long nowNanos) {
        long due = NEVER;
        for (Gathering gathering : gatherings.values()) {
            due = Math.min(due, gathering.sinceNanos + patienceNanos(gathering, nowNanos));
        }
        return due;
    }

    /** Forgets a session that is over. */
    void forget(String router) {
        pictures.remove(router);
        gatherings.values().removeIf(gathering -> gathering.publication.router().equals(router));
    }
}
