package live.griot.edge.ingest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.griot.edge.handover.MediaPacket;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks in a session now, and who leads the talk: the dominant speaker, whose picture is shown. Somebody who speaks takes over at
 * once from one who has stopped, and from one who goes on when they have spoken more for a while; a cough, a nod and a noise take over
 * from nobody. The idea of weighing several spans of time is that of Volfin and Cohen, "Dominant speaker identification for multipoint
 * videoconferencing" (2012). Not thread-safe: owned by the ingest loop; time comes in.
 */
public final class SpeakerDetector {
    /** Nobody is shown for less than this because somebody else spoke a little more. */
    private static final long LEAST_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

    /** By how much more one must have spoken lately to interrupt somebody, in seconds. */
    private static final double INTERRUPTS = 0.35;

    /** Who is this much quieter is heard in the background of somebody else's microphone, in decibels. */
    private static final double ECHO = 12;

    private final int clockRate;
    private final Map<String, SpeechMeter> meters = new HashMap<>();
    private Set<String> speaking = Set.of();
    private @Nullable String dominant;
    private long turnNanos;

    /** Listens to streams whose timestamps run at that rate, in hertz. */
    public SpeakerDetector(int clockRate) {
        this.clockRate = clockRate;
    }

    /**
     * Notes a packet of somebody's voice.
     *
     * @param audioLevel as in {@link MediaPacket}; {@link MediaPacket#NO_LEVEL} is ignored
     * @param timestamp the packet's, as the publisher counts it
     */
    public void onPacket(String participant, int audioLevel, int timestamp, long nowNanos) {
        if (audioLevel != MediaPacket.NO_LEVEL) {
            meters.computeIfAbsent(participant, first -> new SpeechMeter(clockRate))
                    .onPacket(audioLevel, timestamp, nowNanos);
        }
    }

    /** Forgets somebody who left or was switched off. */
    public void remove(String participant) {
        meters.remove(participant);
    }

    /** Decides anew; to be called about ten times a second. Returns whether who speaks, or who leads, has changed. */
    public boolean update(long nowNanos) {
        Set<String> now = new HashSet<>();
        meters.forEach((participant, meter) -> {
            if (meter.speaks(nowNanos)) {
                now.add(participant);
            }
        });
        boolean changed = !now.equals(speaking);
        speaking = Set.copyOf(now);
        String next = next(nowNanos);
        if (next != null && !next.equals(dominant)) {
            dominant = next;
            turnNanos = nowNanos;
            changed = true;
        }
        if (dominant != null && !meters.containsKey(dominant)) {
            dominant = null;
            changed = true;
        }
        return changed;
    }

    /** Returns who is to lead, null when nobody new is. */
    private @Nullable String next(long nowNanos) {
        SpeechMeter leading = dominant == null ? null : meters.get(dominant);
        double loudest = loudest();
        String best = null;
        double most = -1;
        for (String participant : speaking) {
            SpeechMeter meter = meters.get(participant);
            if (meter != null
                    && meter.amount() > most
                    && meter.loudness() < loudest + ECHO
                    && mayTakeOver(participant, meter, leading, nowNanos)) {
                best = participant;
                most = meter.amount();
            }
        }
        return best;
    }

    /** Returns how loud the loudest of those is who speak, in decibels below what can be. */
    private double loudest() {
        double loudest = Double.MAX_VALUE;
        for (String participant : speaking) {
            SpeechMeter meter = meters.get(participant);
            loudest = meter == null ? loudest : Math.min(loudest, meter.loudness());
        }
        return loudest;
    }

    private boolean mayTakeOver(String participant, SpeechMeter meter, @Nullable SpeechMeter leading, long nowNanos) {
        if (leading == null || dominant == null || participant.equals(dominant) || !speaking.contains(dominant)) {
            return true;
        }
        return nowNanos - turnNanos >= LEAST_TURN_NANOS && meter.amount() > leading.amount() + INTERRUPTS;
    }

    /** Returns who speaks now. */
    public Set<String> speaking() {
        return speaking;
    }

    /** Returns who leads the talk: who spoke last when nobody does, null before anybody spoke and after they left. */
    public @Nullable String dominant() {
        return dominant;
    }
}
