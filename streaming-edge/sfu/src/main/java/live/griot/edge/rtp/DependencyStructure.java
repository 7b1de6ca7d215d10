package live.griot.edge.rtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a coded video sequence says of itself once: its decode targets, its chains, and the kinds of frames that it has (RTP Payload
 * Format For AV1, section A.8). Immutable.
 *
 * @param templateIdOffset the id of the first template, 0 to 63
 * @param decodeTargets 1 to 32
 * @param templates 1 to 64
 * @param targetSpatialIds the highest spatial layer of each decode target
 * @param targetTemporalIds the highest temporal layer of each decode target
 * @param protectingChains which chain protects each decode target; empty without chains
 * @param chains how many chains there are, 0 to 32
 * @param widths of each spatial layer in pixels; empty where they are not said
 * @param heights of each spatial layer in pixels; empty where they are not said
 */
@SuppressWarnings("ArrayRecordComponent") // Never changed.
public record DependencyStructure(
        int templateIdOffset,
        int decodeTargets,
        List<FrameTemplate> templates,
        int[] targetSpatialIds,
        int[] targetTemporalIds,
        int[] protectingChains,
        int chains,
        int[] widths,
        int[] heights) {
    private static final int TEMPLATE_IDS = 64;

    /** Returns the width of the largest spatial layer in pixels, or 0. */
    public int width() {
        return width(widths.length - 1);
    }

    /** Returns the height of the largest spatial layer in pixels, or 0. */
    public int height() {
        return height(heights.length - 1);
    }

    /** Returns the width of a spatial layer in pixels, or 0. */
    public int width(int spatialId) {
        return spatialId >= 0 && spatialId < widths.length ? widths[spatialId] : 0;
    }

    /** Returns the height of a spatial layer in pixels, or 0. */
    public int height(int spatialId) {
        return spatialId >= 0 && spatialId < heights.length ? heights[spatialId] : 0;
    }

    /** Returns the template of an id, 0 to 63; null when the structure has none of that id. */
    public @Nullable FrameTemplate template(int templateId) {
        int index = (templateId + TEMPLATE_IDS - templateIdOffset) % TEMPLATE_IDS;
        return index < templates.size() ? templates.get(index) : null;
    }
}
