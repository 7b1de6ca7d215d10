package live.griot.edge.handover;

import java.util.List;
import java.util.function.Supplier;

/**
 * One encoding of a publication as egress sees it: which one it is, and what was last measured of it. Encodings are told apart by
 * identity. Thread-safe.
 */
public final class EncodingView {
    private final int layer;
    private final Supplier<State> state;

    /**
     * What was last measured.
     *
     * @param live whether packets came within the last second
     * @param sizes in which its picture can be had by who takes dependency descriptors, from the smallest; sound has one
     * @param plainSizes in which its picture can be had by anybody else
     */
    public record State(boolean live, List<PictureSize> sizes, List<PictureSize> plainSizes) {
        /** What is told of an encoding of which nothing came yet. */
        public static final State UNKNOWN =
                new State(false, List.of(PictureSize.UNKNOWN), List.of(PictureSize.UNKNOWN));

        /** Copies the lists. */
        public State {
            sizes = List.copyOf(sizes);
            plainSizes = List.copyOf(plainSizes);
        }
    }

    /**
     * Makes a view.
     *
     * @param layer the encoding's place among the publication's, from 0 for the smallest
     */
    public EncodingView(int layer, Supplier<State> state) {
        this.layer = layer;
        this.state = state;
    }

    /** Returns its place among the publication's encodings, from 0 for the smallest. */
    public int layer() {
        return layer;
    }

    /** Returns whether packets came within the last second. */
    public boolean isLive() {
        return state.get().live();
    }

    /**
     * Returns the sizes in which its picture can be had and what each takes, from the smallest; sound has one.
     *
     * @param byDescriptors whether to count those that only a viewer can have who takes dependency descriptors
     */
    public List<PictureSize> sizes(boolean byDescriptors) {
        State now = state.get();
        return byDescriptors ? now.sizes() : now.plainSizes();
    }
}
