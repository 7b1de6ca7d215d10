package live.griot.edge.congestion;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.congestion.AllocationTrack.Priority;

/**
 * Divides the bitrate that a viewer's path carries among what the viewer asks for, and decides the layer of each or that it pauses:
 *
 * <ol>
 *   <li>all sound, always;
 *   <li>the shared screen, then the speaker, up to a layer that is good to look at (the second);
 *   <li>every other picture, at a lower frame rate where it must be;
 *   <li>every other picture's smallest size at its full rate;
 *   <li>the shared screen, then the speaker, as high as is wished;
 *   <li>the others, layer by layer, so that nobody gets a third while somebody lacks a second.
 * </ol>
 *
 * Of equals those that were added first come first. What does not fit is paused rather than left to freeze. It does not swing: what is
 * sent goes on while it fits, and when it grows until the path is seen not to carry it; to go up there must be room to spare, and what the path could not carry is not tried again for a time that
 * grows with each try that was regretted. Not thread-safe: owned by the viewer's egress loop.
 */
public final class BitrateAllocator {
    /** The most tracks of one viewer: sound, picture, screen and its sound of each on a full stage, and some. */
    public static final int MAX_DEMANDS = 64;

    /** To go up, the estimate must be this many times what will be sent. */
    private static final double ROOM_TO_RAISE = 1.1;
    /** With so much room a raise is not held back. */
    private static final double PLENTY_OF_ROOM = 1.6;
    /** The layer up to which the most important pictures come before all others. */
    private static final int GOOD_LAYER = 1;

    private final List<AllocationTrack> tracks = new ArrayList<>();
    private final RaiseHold hold = new RaiseHold();
    private long availableBps;
    private long keepableBps;
    private boolean established;
    private long nowNanos;
    private long allocatedBps;
    private boolean hasPicture;
    private long nextStepBps;
    private long wishedBps;
    private double satisfaction = 1;

    /** Adds a track behind those that are there; returns false when there are too many. */
    public boolean add(AllocationTrack track) {
        return tracks.size() < MAX_DEMANDS && tracks.add(track);
    }

    /** Removes a track. */
    public void remove(AllocationTrack track) {
        tracks.remove(track);
    }

    /**
     * Sets the target of every track. To be called several times a second, and when a track changed.
     *
     * @param mediaBps that the path is known to carry
     * @param toleratedBps up to which what is sent goes on, as long as nothing says that the path does not carry it; at least
     *     {@code mediaBps}
     * @param isEstablished whether the estimate is known from feedback; before, the most important picture is sent in any case, so that
     *     there is one at once
     */
    public void allocate(long mediaBps, long toleratedBps, boolean isEstablished, long now) {
        long before = keptBps();
        availableBps = mediaBps;
        keepableBps = before <= toleratedBps ? Math.max(mediaBps, before) : mediaBps;
        established = isEstablished;
        nowNanos = now;
        plan();
        if (before > keepableBps && allocatedBps < before) {
            hold.onLowered(before, now);
            // What is not to be tried is another rate now.
            plan();
        } else if (allocatedBps > before) {
            hold.onRaised(now);
        }
        for (AllocationTrack track : tracks) {
            track.settle();
        }
        sumWishes();
    }

    private long keptBps() {
        long sum = 0;
        for (AllocationTrack track : tracks) {
            sum += track.keptBps();
        }
        return sum;
    }

    private void plan() {
        allocatedBps = 0;
        hasPicture = false;
        nextStepBps = Long.MAX_VALUE;
        for (AllocationTrack track : tracks) {
            track.plan(AllocationTrack.PAUSED);
            if (track.priority() == Priority.AUDIO) {
                give(track, track.wished());
            }
        }
        give(Priority.SCREEN, GOOD_LAYER);
        give(Priority.SPEAKER, GOOD_LAYER);
        for (int layer = -AllocationTrack.MAX_SLOWER; layer <= 0; layer++) {
            give(Priority.OTHER, layer);
        }
        give(Priority.SCREEN, AllocationTrack.MAX_LAYERS);
        give(Priority.SPEAKER, AllocationTrack.MAX_LAYERS);
        for (int layer = 1; layer < AllocationTrack.MAX_LAYERS; layer++) {
            give(Priority.OTHER, layer);
        }
    }

    /** Gives all of a priority up to a layer: first what they have, then more, so that equals do not take it from each other. */
    private void give(Priority priority, int upTo) {
        for (AllocationTrack track : tracks) {
            if (track.priority() == priority) {
                give(track, Math.min(upTo, track.target()), upTo);
            }
        }
        for (AllocationTrack track : tracks) {
            if (track.priority() == priority) {
                give(track, upTo, upTo);
            }
        }
    }

    private void give(AllocationTrack track, int upTo, int good) {
        int next = track.higher(track.planned());
        while (next != AllocationTrack.PAUSED
                && (next <= upTo || (upTo == good && isFirst(track, next, upTo)))
                && fits(track, next)) {
            give(track, next);
            next = track.higher(next);
        }
    }

    /** The lowest layer that there is counts as the lowest, whatever its number, and so does the smallest size. */
    private static boolean isFirst(AllocationTrack track, int layer, int upTo) {
        return layer == track.lowest() || (upTo >= 0 && layer == track.smallest());
    }

    private boolean fits(AllocationTrack track, int layer) {
        if (!established && !hasPicture) {
            return true;
        }
        long needed = allocatedBps + track.bitrate(layer) - track.bitrate(track.planned());
        if (layer <= track.target() && needed <= keepableBps) {
            return true;
        }
        double room = hold.holds(needed, nowNanos) ? PLENTY_OF_ROOM : ROOM_TO_RAISE;
        if (room * needed > availableBps) {
            // More than there is, by however little it was too little.
            nextStepBps = Math.min(nextStepBps, Math.max(Math.round(room * needed), availableBps + 1));
            return false;
        }
        return true;
    }

    private void give(AllocationTrack track, int layer) {
        allocatedBps += track.bitrate(layer) - track.bitrate(track.planned());
        hasPicture |= track.priority() != Priority.AUDIO && layer != AllocationTrack.PAUSED;
        track.plan(layer);
    }

    private void sumWishes() {
        long all = 0;
        boolean satisfied = true;
        for (AllocationTrack track : tracks) {
            all += track.bitrate(track.wished());
            satisfied &= track.target() == track.wished();
        }
        satisfaction = satisfied ? 1 : (double) allocatedBps / all;
        if (satisfied) {
            nextStepBps = allocatedBps;
        }
        wishedBps = satisfied ? allocatedBps : Math.max(nextStepBps, Math.round(ROOM_TO_RAISE * all));
    }

    /** Returns the bits a second of what is sent now. */
    public long allocatedBps() {
        return allocatedBps;
    }

    /** Returns how much of what is wished is sent, by bitrate: 0 to 1. */
    public double satisfaction() {
        return satisfaction;
    }

    /** Returns the bits a second with which one more step could be sent; what is sent now when nothing more is wished. */
    public long nextStepBps() {
        return nextStepBps;
    }

    /** Returns the bits a second with which all that is wished could be sent; what is sent now when nothing more is wished. */
    public long wishedBps() {
        return wishedBps;
    }
}
