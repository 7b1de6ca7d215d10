package live.griot.edge.congestion;

/**
 * What one subscription asks of the viewer's bandwidth, and what the {@link BitrateAllocator} gives it. Layers count from 0, the smallest
 * size; what is sent as it comes (sound, a picture of one size) has one. Those below 0 are the smallest size that is wished at lower
 * frame rates: rather than pause, a picture moves less. A larger size is never had at a lower rate, so that no step up takes anything
 * away. Not thread-safe: owned by the viewer's egress loop.
 */
public final class AllocationTrack {
    /** The most sizes: as many as a simulcast has encodings. */
    public static final int MAX_LAYERS = 3;
    /** The most lower frame rates: layers -1, the one next to the full rate, to -3. */
    public static final int MAX_SLOWER = 3;
    /** The layer of what is not sent. */
    public static final int PAUSED = -MAX_SLOWER - 1;

    private final long[] bitrates = new long[MAX_SLOWER + MAX_LAYERS];
    private Priority priority;
    private int lowestWished;
    private int highestWished = MAX_LAYERS - 1;
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

    /** Makes a track of which nothing arrives yet, and that wishes for the highest layer. */
    public AllocationTrack(Priority priority) {
        this.priority = priority;
    }

    /** Sets who is served first; it may change with who speaks. */
    public void priority(Priority now) {
        priority = now;
    }

    /** Returns who is served first. */
    public Priority priority() {
        return priority;
    }

    /**
     * Sets a layer's measured bitrate in bits a second, counted as {@link BandwidthEstimator#onSending} counts and averaged over a second
     * or two; 0 when it does not arrive. What has just begun and is not measured yet needs a guess.
     *
     * @param layer -{@link #MAX_SLOWER} to {@link #MAX_LAYERS} - 1; those below 0 are {@link #smallest} at lower frame rates
     */
    public void bitrate(int layer, long bps) {
        bitrates[MAX_SLOWER + layer] = Math.max(0, bps);
    }

    /** Returns a layer's bitrate in bits a second; 0 for {@link #PAUSED}. */
    public long bitrate(int layer) {
        return layer == PAUSED ? 0 : bitrates[MAX_SLOWER + layer];
    }

    /**
     * Sets which sizes make sense for the size at which the picture is shown. Where none of them arrives, what is nearest counts.
     *
     * @param lowest 0 to {@code highest}; rather than less, nothing is sent
     * @param highest up to {@link #MAX_LAYERS} - 1
     */
    public void wish(int lowest, int highest) {
        highestWished = Math.clamp(highest, 0, MAX_LAYERS - 1);
        lowestWished = Math.clamp(lowest, 0, highestWished);
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

    /** Returns the largest size that is wished and arrives, or {@link #PAUSED}. */
    int wished() {
        if (!visible && priority != Priority.AUDIO) {
            return PAUSED;
        }
        for (int layer = highestWished; layer >= 0; layer--) {
            if (bitrate(layer) > 0) {
                return layer;
            }
        }
        return arriving(highestWished + 1, MAX_LAYERS - 1);
    }

    /** Returns the smallest size that is wished and arrives, or {@link #PAUSED}. */
    public int smallest() {
        int highest = wished();
        return highest == PAUSED ? PAUSED : arriving(Math.min(lowestWished, highest), highest);
    }

    /** Returns the lowest layer that is wished and arrives, or {@link #PAUSED}. */
    int lowest() {
        int size = smallest();
        int slower = size == PAUSED ? PAUSED : arriving(-MAX_SLOWER, -1);
        return slower == PAUSED ? size : slower;
    }

    /** Returns the next higher layer that is wished and arrives, or {@link #PAUSED} when there is none. */
    int higher(int layer) {
        if (layer == PAUSED) {
            return lowest();
        }
        int slower = arriving(layer + 1, -1);
        if (slower != PAUSED) {
            return slower;
        }
        return layer < 0 ? smallest() : arriving(layer + 1, wished());
    }

    private int arriving(int from, int to) {
        for (int layer = from; layer <= to; layer++) {
            if (bitrate(layer) > 0) {
                return layer;
            }
        }
        return PAUSED;
    }

    /** Returns the bits a second that it takes to go on as it is. */
    long keptBps() {
        return bitrate(Math.min(target, wished()));
    }

    int planned() {
        return planned;
    }

    void plan(int layer) {
        planned = layer;
    }

    /** Makes the plan the target. */
    void settle() {
        target = planned;
    }
}
