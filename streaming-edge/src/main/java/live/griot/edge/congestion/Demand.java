package live.griot.edge.congestion;

/**
 * What one subscription asks of the viewer's bandwidth, and what the {@link BitrateAllocator} gives it. Layers count from 0, the lowest;
 * what is sent as it comes (sound, a picture without simulcast) has one. Not thread-safe: owned by the viewer's egress loop.
 */
public final class Demand {
    /** The layer of what is not sent. */
    public static final int PAUSED = -1;
    /** The most layers. */
    public static final int MAX_LAYERS = 9;

    private final long[] bitrates = new long[MAX_LAYERS];
    private final RaiseHold hold = new RaiseHold();
    private Priority priority;
    private int highestWished;
    private boolean visible = true;
    private int target = PAUSED;
    private int planned = PAUSED;

    /** Who is served first. */
    public enum Priority {
        /** Sound is always sent. */
        AUDIO,
        /** A shared screen. */
        SCREEN,
        /** The picture of the person who speaks. */
        SPEAKER,
        /** Every other picture. */
        OTHER
    }

    /** Makes a demand that nothing arrives for yet, and that wishes for the highest layer. */
    public Demand(Priority priority) {
        this.priority = priority;
        this.highestWished = MAX_LAYERS - 1;
    }

    /** Sets who is served first; it may change with who speaks. */
    public void priority(Priority now) {
        if (now.compareTo(priority) < 0) {
            hold.forgive();
        }
        priority = now;
    }

    /** Returns who is served first. */
    public Priority priority() {
        return priority;
    }

    /** Sets a layer's measured bitrate in bits a second, counted as {@link BandwidthEstimator#onSending} counts; 0 when it does not arrive. */
    public void bitrate(int layer, long bps) {
        bitrates[layer] = Math.max(0, bps);
    }

    /** Returns a layer's bitrate in bits a second; 0 for {@link #PAUSED}. */
    public long bitrate(int layer) {
        return layer < 0 ? 0 : bitrates[layer];
    }

    /** Sets the highest layer that makes sense for the size at which the picture is shown, 0 or more. */
    public void wish(int highestLayer) {
        highestWished = Math.clamp(highestLayer, 0, MAX_LAYERS - 1);
    }

    /** Sets whether it is seen; what is not seen is paused. Sound is always heard. */
    public void visible(boolean isVisible) {
        visible = isVisible;
    }

    /** Returns the layer to send, or {@link #PAUSED}. */
    public int target() {
        return target;
    }

    /** Returns whether it is paused although it is seen and arrives: the viewer's bandwidth does not allow it. */
    public boolean isPausedForBandwidth() {
        return target == PAUSED && wished() != PAUSED;
    }

    /** Returns the highest layer that is wished and arrives, or {@link #PAUSED}. */
    int wished() {
        return priority != Priority.AUDIO && !visible ? PAUSED : lower(highestWished + 1);
    }

    /** Returns the next higher layer that arrives, or {@link #PAUSED} when there is none that is wished. */
    int higher(int layer) {
        int highest = wished();
        for (int next = layer + 1; next <= highest; next++) {
            if (bitrates[next] > 0) {
                return next;
            }
        }
        return PAUSED;
    }

    private int lower(int layer) {
        for (int next = layer - 1; next >= 0; next--) {
            if (bitrates[next] > 0) {
                return next;
            }
        }
        return PAUSED;
    }

    int planned() {
        return planned;
    }

    void plan(int layer) {
        planned = layer;
    }

    RaiseHold hold() {
        return hold;
    }

    /** Makes the plan the target. */
    void settle(long nowNanos) {
        if (planned > target) {
            hold.onRaised(nowNanos);
        } else if (planned < target && planned < wished() && bitrates[target] > 0) {
            hold.onLowered(nowNanos);
        }
        target = planned;
    }
}
