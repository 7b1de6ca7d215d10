package live.griot.edge.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import live.griot.edge.handover.FrameDescriptor;
import live.griot.edge.handover.FrameInfo;
import live.griot.edge.handover.LayerLimits;
import live.griot.edge.handover.PictureSize;
import live.griot.edge.rtp.DependencyStructure;
import live.griot.edge.rtp.FrameTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Measures what each size and frame rate of one encoding takes, where its packets tell of layers that can be left out: by dependency
 * descriptors, or by the temporal layers of numbered pictures. Once a packet, for all viewers. Not thread-safe: owned by the ingest loop.
 */
final class LayerMeter {
    private static final int RATES = PictureSize.MAX_RATES;
    private static final int SLOTS = PictureSize.MAX_SIZES * RATES;
    private static final int NO_SLOT = -1;

    /** What is needed to decode up to each size and rate. */
    private final BitrateMeter[] meters = new BitrateMeter[SLOTS];

    private @Nullable DependencyStructure structure;
    private int activeTargets;

    LayerMeter() {
        clear();
    }

    /** Forgets what was measured: another stream begins. */
    void clear() {
        structure = null;
        Arrays.setAll(meters, slot -> new BitrateMeter());
    }

    /** Returns whether it is dependency descriptors that tell the layers, so that only who takes those can have fewer. */
    boolean isDescribed() {
        return structure != null;
    }

    /** Notes a packet of so many bytes. */
    void add(FrameInfo frame, int bytes, long nowNanos) {
        FrameDescriptor descriptor = frame.descriptor();
        if (descriptor != null) {
            add(descriptor, bytes, nowNanos);
        } else if (frame.hasPictureId()) {
            for (int rate = frame.temporalId(); rate < RATES; rate++) {
                meters[rate].add(bytes, nowNanos);
            }
        }
    }

    private void add(FrameDescriptor descriptor, int bytes, long nowNanos) {
        DependencyStructure current = descriptor.structure();
        FrameTemplate frame = descriptor.frame();
        if (current == null || frame == null) {
            return;
        }
        if (!describesSameLayers(current)) {
            clear();
        }
        structure = current;
        activeTargets = descriptor.activeTargets();
        for (int target = 0; target < current.decodeTargets(); target++) {
            int slot = slot(current, target);
            if (slot != NO_SLOT && frame.indication(target) != FrameTemplate.NOT_PRESENT) {
                meters[slot].add(bytes, nowNanos);
            }
        }
    }

    /** Most key frames bring the structure once more as it was. */
    @SuppressWarnings("ReferenceEquality") // Read once, and shared by all frames that mean it.
    private boolean describesSameLayers(DependencyStructure current) {
        DependencyStructure before = structure;
        return before == current
                || (before != null
                        && Arrays.equals(before.targetSpatialIds(), current.targetSpatialIds())
                        && Arrays.equals(before.targetTemporalIds(), current.targetTemporalIds()));
    }

    private static int slot(DependencyStructure structure, int target) {
        int size = structure.targetSpatialIds()[target];
        int rate = structure.targetTemporalIds()[target];
        return size < PictureSize.MAX_SIZES && rate < RATES ? size * RATES + rate : NO_SLOT;
    }

    /**
     * Returns the sizes that the encoding has, from the smallest; one where it does not tell of more.
     *
     * @param bitrateBps of the encoding as a whole
     * @param width of the largest size in pixels, or 0
     * @param height of the largest size in pixels, or 0
     */
    List<PictureSize> sizes(int bitrateBps, int width, int height, long nowNanos) {
        DependencyStructure current = structure;
        return current == null
                ? List.of(new PictureSize(width, height, rates(bitrateBps, nowNanos)))
                : sizes(current, nowNanos);
    }

    /** Returns the frame rates that leaving out temporal layers gives. */
    private List<PictureSize.Rate> rates(int bitrateBps, long nowNanos) {
        Deque<PictureSize.Rate> rates = new ArrayDeque<>(List.of(new PictureSize.Rate(LayerLimits.NONE, bitrateBps)));
        int above = meters[RATES - 1].bitsPerSecond(nowNanos);
        for (int rate = RATES - 2; rate >= 0; rate--) {
            above = addSlower(rates, new LayerLimits(LayerLimits.NONE.spatialId(), rate), rate, above, nowNanos);
        }
        return List.copyOf(rates);
    }

    /** A rate that takes no less than the one above it is none: the layers between do not arrive. */
    private int addSlower(Deque<PictureSize.Rate> rates, LayerLimits limits, int slot, int above, long nowNanos) {
        int bitrateBps = meters[slot].bitsPerSecond(nowNanos);
        if (bitrateBps == 0 || bitrateBps >= above) {
            return above;
        }
        rates.addFirst(new PictureSize.Rate(limits, bitrateBps));
        return bitrateBps;
    }

    private List<PictureSize> sizes(DependencyStructure current, long nowNanos) {
        int[] fastest = fastestRates(current);
        int largest = PictureSize.MAX_SIZES - 1;
        while (largest > 0 && fastest[largest] < 0) {
            largest--;
        }
        List<PictureSize> sizes = new ArrayList<>();
        for (int size = 0; size <= largest; size++) {
            sizes.add(new PictureSize(
                    current.width(size),
                    current.height(size),
                    rates(size, Math.max(0, fastest[size]), size == largest, nowNanos)));
        }
        return List.copyOf(sizes);
    }

    /** Returns the highest frame rate of each size that is sent, below 0 where none is. */
    private int[] fastestRates(DependencyStructure current) {
        int[] fastest = new int[PictureSize.MAX_SIZES];
        Arrays.fill(fastest, NO_SLOT);
        for (int target = 0; target < current.decodeTargets(); target++) {
            int slot = slot(current, target);
            if (slot != NO_SLOT && (activeTargets >>> target & 1) != 0) {
                fastest[slot / RATES] = Math.max(fastest[slot / RATES], slot % RATES);
            }
        }
        return fastest;
    }

    /** Of the largest size at its full rate nothing is left out, whatever else the publisher comes to send. */
    private List<PictureSize.Rate> rates(int size, int fastest, boolean isLargest, long nowNanos) {
        int above = meters[size * RATES + fastest].bitsPerSecond(nowNanos);
        LayerLimits limits = isLargest ? LayerLimits.NONE : new LayerLimits(size, fastest);
        Deque<PictureSize.Rate> rates = new ArrayDeque<>(List.of(new PictureSize.Rate(limits, above)));
        for (int rate = fastest - 1; rate >= 0; rate--) {
            above = addSlower(rates, new LayerLimits(size, rate), size * RATES + rate, above, nowNanos);
        }
        return List.copyOf(rates);
    }
}
