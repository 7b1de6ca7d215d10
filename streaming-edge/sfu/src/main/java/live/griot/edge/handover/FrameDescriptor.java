package live.griot.edge.handover;

import live.griot.edge.rtp.DependencyStructure;
import live.griot.edge.rtp.FrameTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A packet's dependency descriptor, as it was understood when it came (RTP Payload Format For AV1, appendix A). Immutable.
 *
 * @param offset where the descriptor begins in the packet's array
 * @param length its bytes, 3 or more
 * @param frameNumber without its wraps, so that it grows for as long as the stream lasts
 * @param templateId of the kind of frame, 0 to 63
 * @param endsFrame whether the packet is its frame's last
 * @param frame how the frame stands to others; null where that was not known yet
 * @param structure what was in force; null where none was
 * @param activeTargets which decode targets are sent, a bit each
 */
public record FrameDescriptor(
        int offset,
        int length,
        long frameNumber,
        int templateId,
        boolean endsFrame,
        @Nullable FrameTemplate frame,
        @Nullable DependencyStructure structure,
        int activeTargets) {}
