package live.griot.edge.egress;

import java.util.List;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.RtpParameters;
import org.jspecify.annotations.Nullable;

/**
 * How a viewer is to see a stream.
 *
 * @param rtxSsrc of retransmissions, where a format has them
 * @param formats what the viewer takes, one or more of one kind; sound with redundancy (RED) beside that without
 */
public record Outgoing(int ssrc, int rtxSsrc, List<PayloadFormat> formats, OutgoingExtensions extensions) {
    /** Checks that there is a format. */
    public Outgoing {
        formats = List.copyOf(formats);
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("Nothing that the viewer takes");
        }
    }

    /** Makes of what was agreed with a viewer for one track how they are to see it. */
    static Outgoing of(RtpParameters rtp) {
        ExtensionIds ids = rtp.extensions();
        return new Outgoing(
                rtp.ssrc(),
                rtp.rtxSsrc(),
                rtp.codecs().stream()
                        .map(codec -> new PayloadFormat(codec.codec(), codec.payloadType(), codec.rtxPayloadType()))
                        .toList(),
                new OutgoingExtensions(
                        ids.transportCc(), ids.mid(), rtp.mid(), ids.audioLevel(), ids.dependencyDescriptor()));
    }

    /** Returns whether nothing can be shown before a key frame, and what is lost is sent again. */
    boolean isVideo() {
        return formats.get(0).codec().kind() == MediaKind.VIDEO;
    }

    int clockRate() {
        return formats.get(0).codec().clockRate();
    }

    /** Returns whether everything is sent again on a stream of its own. */
    boolean hasRetransmissionStream() {
        return formats.stream().allMatch(format -> format.rtxPayloadType() >= 0);
    }

    /** Returns how the viewer takes a codec, or null. */
    @Nullable
    PayloadFormat format(Codec codec) {
        for (PayloadFormat format : formats) {
            if (format.codec() == codec) {
                return format;
            }
        }
        return null;
    }
}
