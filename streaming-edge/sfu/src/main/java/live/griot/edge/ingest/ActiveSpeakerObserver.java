package live.griot.edge.ingest;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import live.griot.edge.handover.Latest;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.RouterListener;
import live.griot.edge.sfu.TrackSource;
import org.jspecify.annotations.Nullable;

/**
 * Follows who speaks in a session by the levels of its microphones, and tells it. Not thread-safe: owned by the ingest loop, but for
 * {@link #dominantSpeaker}.
 */
final class ActiveSpeakerObserver {
    /** How often who speaks is decided. */
    private static final long LISTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SpeakerDetector detector = new SpeakerDetector(Codec.OPUS.clockRate());
    private final Latest<@Nullable String> dominantSpeaker = new Latest<>(null);
    private long listenedNanos;

    /** Notes a packet that is forwarded; only microphones are listened to. */
    void onPacket(Publication publication, MediaPacket packet) {
        if (publication.source() == TrackSource.MICROPHONE) {
            detector.onPacket(
                    publication.participant(), packet.audioLevel(), packet.timestamp(), packet.arrivalNanos());
        }
    }

    /** Forgets somebody who left or was switched off. */
    void remove(String participant) {
        detector.remove(participant);
    }

    /** Decides anew when it is time to; returns whether who speaks, or who is dominant, has changed. */
    boolean listen(long nowNanos) {
        if (nowNanos - listenedNanos < LISTEN_NANOS) {
            return false;
        }
        listenedNanos = nowNanos;
        boolean changed = detector.update(nowNanos);
        if (changed && !Objects.equals(detector.dominant(), dominantSpeaker.get())) {
            dominantSpeaker.tell(detector.dominant());
        }
        return changed;
    }

    /** Returns whose picture should be large, null for nobody's; what it gives any thread may ask. */
    Supplier<@Nullable String> dominantSpeaker() {
        return dominantSpeaker;
    }

    /** Tells a listener who speaks. */
    void tell(RouterListener listener) {
        listener.onSpeakers(detector.speaking(), dominantSpeaker.get());
    }
}
