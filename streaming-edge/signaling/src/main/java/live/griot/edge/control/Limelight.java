package live.griot.edge.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.ConnectionQuality;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks in one session, who leads the talk, and how good the connections of those on stage are: what of it is to be told, and when.
 * What changed is told at the next look; what did not is told again now and then, for those who came since. Thread-safe.
 */
final class Limelight {
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Map<String, ConnectionQuality> quality = new TreeMap<>();
    private Set<String> onStage = Set.of();
    private Speaking speaking = new Speaking(List.of(), null);
    private @Nullable Speaking toldSpeaking;
    private @Nullable Quality toldQuality;
    private long speakingToldNanos;
    private long qualityToldNanos;

    /** The data of {@code speaking}: the ids of those who speak, and of who spoke last of all at length, null before anybody did. */
    record Speaking(List<String> speaking, @Nullable String dominant) {}

    /** The data of {@code connectionQuality}: of everybody on stage, by id. */
    record Quality(Map<String, ConnectionQuality> quality) {}

    /** Takes note of who is on stage; of others nothing is told. */
    synchronized void onStage(Set<String> participants) {
        onStage = Set.copyOf(participants);
        quality.keySet().retainAll(onStage);
    }

    synchronized void speaking(Set<String> now, @Nullable String dominant) {
        speaking = new Speaking(List.copyOf(new TreeSet<>(now)), dominant);
    }

    synchronized void quality(Map<String, ConnectionQuality> changed) {
        changed.forEach((participant, how) -> {
            if (onStage.contains(participant)) {
                quality.put(participant, how);
            }
        });
    }

    /** Returns who speaks, if that is to be told now. */
    synchronized Optional<Speaking> takeSpeaking(long nowNanos) {
        Speaking now = speaking;
        boolean silentAsEver = toldSpeaking == null && now.speaking.isEmpty() && now.dominant == null;
        if (silentAsEver || (now.equals(toldSpeaking) && nowNanos - speakingToldNanos < AGAIN_NANOS)) {
            return Optional.empty();
        }
        toldSpeaking = now;
        speakingToldNanos = nowNanos;
        return Optional.of(now);
    }

    /** Returns how good connections are, if that is to be told now. */
    synchronized Optional<Quality> takeQuality(long nowNanos) {
        Quality now = new Quality(new TreeMap<>(quality));
        boolean nothingKnown = toldQuality == null && quality.isEmpty();
        if (nothingKnown || (now.equals(toldQuality) && nowNanos - qualityToldNanos < AGAIN_NANOS)) {
            return Optional.empty();
        }
        toldQuality = now;
        qualityToldNanos = nowNanos;
        return Optional.of(now);
    }
}
