package live.griot.edge.congestion;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.congestion.Demand.Priority;

/**
 * Divides the bitrate that a viewer's path carries among what the viewer asks for, and decides the layer of each or that it pauses:
 *
 * <ol>
 *   <li>all sound, always;
 *   <li>the shared screen, then the speaker, up to a layer that is good to look at (the second);
 *   <li>every other picture's lowest layer, in the order in which they were added;
 *   <li>the shared screen, then the speaker, as high as is wished;
 *   <li>the others, each a step in turn.
 * </ol>
 *
 * What does not fit is paused rather than left to freeze. It does not swing: to go up there must be some room left over, and what had to
 * go down stays there for a time that grows with each raise that was regretted. Not thread-safe: owned by the viewer's egress loop.
 */
public final class BitrateAllocator {
    /** The most demands of one viewer; a stage of ten with their screens, pictures and sounds is under it. */
    public static final int MAX_DEMANDS = 64;

    /** To go up, the estimate must be this many times what will be sent. */
    private static final double ROOM_TO_RAISE = 1.1;
    /** With so much room a raise is not held back. */
    private static final double PLENTY_OF_ROOM = 1.6;
    /** The layer up to which the most important pictures come before all others. */
    private static final int GOOD_LAYER = 1;

    private final List<Demand> demands = new ArrayList<>();
    private long availableBps;
    private long nowNanos;
    private long allocatedBps;
    private long nextStepBps;
    private long wishedBps;
    private boolean established;

    /** Adds a demand behind those that are there; returns false when there are too many. */
    public boolean add(Demand demand) {
        return demands.size() < MAX_DEMANDS && demands.add(demand);
    }

    /** Removes a demand. */
    public void remove(Demand demand) {
        demands.remove(demand);
    }

    /**
     * Sets the target of every demand. To be called several times a second, and when a demand changed.
     *
     * @param available the estimate, in bits a second
     * @param isEstablished whether the estimate is known from feedback; before, the most important picture is sent in any case, so that
     *     there is one at once
     */
    public void allocate(long available, boolean isEstablished, long now) {
        availableBps = available;
        established = isEstablished;
        nowNanos = now;
        allocatedBps = 0;
        nextStepBps = Long.MAX_VALUE;
        for (Demand demand : demands) {
            demand.plan(Demand.PAUSED);
        }
        allocateSound();
        raise(Priority.SCREEN, GOOD_LAYER);
        raise(Priority.SPEAKER, GOOD_LAYER);
        raise(Priority.OTHER, 0);
        raise(Priority.SCREEN, Demand.MAX_LAYERS);
        raise(Priority.SPEAKER, Demand.MAX_LAYERS);
        for (int layer = 1; layer < Demand.MAX_LAYERS; layer++) {
            raise(Priority.OTHER, layer);
        }
        sumWishes();
        for (Demand demand : demands) {
            demand.settle(nowNanos);
        }
    }

    private void allocateSound() {
        for (Demand demand : demands) {
            if (demand.priority() == Priority.AUDIO) {
                give(demand, demand.wished());
            }
        }
    }

    /** Raises what is of a priority, one after another, step by step up to a layer. */
    private void raise(Priority priority, int upTo) {
        for (Demand demand : demands) {
            if (demand.priority() == priority) {
                int next = demand.higher(demand.planned());
                while (next != Demand.PAUSED
                        && next <= Math.max(upTo, demand.higher(Demand.PAUSED))
                        && fits(demand, next)) {
                    give(demand, next);
                    next = demand.higher(next);
                }
            }
        }
    }

    private boolean fits(Demand demand, int layer) {
        long needed = allocatedBps + demand.bitrate(layer) - demand.bitrate(demand.planned());
        if (!established && isFirstPicture(demand)) {
            return true;
        }
        if (layer <= demand.target()) {
            return needed <= availableBps;
        }
        double room = demand.hold().holds(nowNanos) ? PLENTY_OF_ROOM : ROOM_TO_RAISE;
        if (room * needed <= availableBps) {
            return true;
        }
        nextStepBps = Math.min(nextStepBps, Math.round(ROOM_TO_RAISE * needed));
        return false;
    }

    /** Whether nothing but sound is given so far. */
    private boolean isFirstPicture(Demand demand) {
        return demand.planned() == Demand.PAUSED
                && demands.stream()
                        .allMatch(other -> other.priority() == Priority.AUDIO || other.planned() == Demand.PAUSED);
    }

    private void give(Demand demand, int layer) {
        allocatedBps += demand.bitrate(layer) - demand.bitrate(demand.planned());
        demand.plan(layer);
    }

    private void sumWishes() {
        long all = 0;
        boolean satisfied = true;
        for (Demand demand : demands) {
            all += demand.bitrate(demand.wished());
            satisfied &= demand.planned() == demand.wished();
        }
        wishedBps = satisfied ? allocatedBps : Math.round(ROOM_TO_RAISE * all);
        nextStepBps = Math.min(nextStepBps, wishedBps);
    }

    /** Returns the bits a second of what is sent now. */
    public long allocatedBps() {
        return allocatedBps;
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
