package live.griot.edge.handover;

import java.util.List;

/**
 * One size in which an encoding's picture can be had, and what that takes at each of its frame rates. Immutable.
 *
 * @param width in pixels, or 0 where it is not known
 * @param height in pixels, or 0 where it is not known
 * @param rates from the lowest frame rate to the full one, which is always there
 */
public record PictureSize(int width, int height, List<Rate> rates) {
    /** The most sizes that are told apart within one encoding: as many as "Scalable Video Coding Extension for WebRTC" names. */
    public static final int MAX_SIZES = 3;

    /** The most frame rates of one size: as many temporal layers as VP8 has room for (RFC 7741, section 4.2). */
    public static final int MAX_RATES = 4;

    /** What is told of an encoding of which nothing came yet. */
    public static final PictureSize UNKNOWN = whole(0, 0, 0);

    /**
     * A frame rate.
     *
     * @param limits with which it is had
     * @param bitrateBps of all that it needs, as measured over the last second; 0 when nothing of it arrives
     */
    public record Rate(LayerLimits limits, int bitrateBps) {}

    /** Returns the size of an encoding of which nothing is left out. */
    public static PictureSize whole(int width, int height, int bitrateBps) {
        return new PictureSize(width, height, List.of(new Rate(LayerLimits.NONE, bitrateBps)));
    }

    /** Returns the full frame rate. */
    public Rate full() {
        return rates.get(rates.size() - 1);
    }
}
