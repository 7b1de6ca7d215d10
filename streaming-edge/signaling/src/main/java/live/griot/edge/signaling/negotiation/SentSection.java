package live.griot.edge.signaling.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.ExtensionIds;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.sdp.HeaderExtensions;
import live.griot.edge.signaling.sdp.MediaSection;
import org.jspecify.annotations.Nullable;

/**
 * One media section of the edge's own offers: in it one publication is sent after another.
 *
 * @param mid the section's name; when the peer has refused a section, its place is taken by one of another name (RFC 8829, section 5.2.2)
 * @param content what is sent in it, or null while nothing is
 * @param refused whether the peer refused the section
 */
record SentSection(String mid, MediaKind kind, @Nullable Content content, boolean refused) {
    private static final int AUDIO_LEVEL_ID = 1;
    private static final int TRANSPORT_CC_ID = 3;
    private static final int DEPENDENCY_DESCRIPTOR_ID = 8;

    /** A publication, and the sources as which this peer gets it; {@code rtxSsrc} is -1 for sound. */
    record Content(PublishedTrack track, int ssrc, int rtxSsrc) {
        /** Returns how it is offered. */
        List<SentCodec> codecs() {
            return SentCodec.of(track);
        }

        /** Returns under which ids header extensions are offered: the same in every section (RFC 9143, section 9.2). */
        ExtensionIds extensions() {
            boolean layered = track.codec() == Codec.VP9 || track.codec() == Codec.AV1;
            return new ExtensionIds(
                    -1,
                    -1,
                    -1,
                    TRANSPORT_CC_ID,
                    track.kind() == MediaKind.AUDIO ? AUDIO_LEVEL_ID : -1,
                    layered ? DEPENDENCY_DESCRIPTOR_ID : -1);
        }

        /**
         * Returns the stream and track that browsers are told (RFC 8830): what one person shows is played in step, and their screen
         * apart from that.
         */
        String msid() {
            boolean screen = track.source() == TrackSource.SCREEN || track.source() == TrackSource.SCREEN_AUDIO;
            return "%s%s %s".formatted(track.participant(), screen ? ".screen" : "", track.id());
        }
    }

    SentSection empty() {
        return new SentSection(mid, kind, null, refused);
    }

    SentSection with(Content other) {
        return new SentSection(mid, kind, other, refused);
    }

    SentSection thatIsRefused() {
        return new SentSection(mid, kind, null, true);
    }

    boolean isFree() {
        return content == null;
    }

    /** Returns whether that publication is sent in it. */
    boolean carries(String publicationId) {
        return content != null && content.track().id().equals(publicationId);
    }

    /** Returns how the content is to be sent as the peer accepted it, empty when it accepted none of it. */
    Optional<RtpParameters> acceptedIn(MediaSection answer) {
        if (content == null || answer.isRefused() || !answer.receives()) {
            return Optional.empty();
        }
        List<CodecParameters> codecs = new ArrayList<>();
        content.codecs().forEach(codec -> codec.acceptedIn(answer).ifPresent(codecs::add));
        boolean onlyRed = codecs.stream().allMatch(codec -> codec.codec() == Codec.RED);
        if (onlyRed) {
            return Optional.empty();
        }
        boolean repeats = codecs.get(0).rtxPayloadType() >= 0;
        return Optional.of(new RtpParameters(
                mid,
                codecs,
                agreed(content.extensions(), answer),
                content.ssrc(),
                repeats ? content.rtxSsrc() : -1,
                List.of()));
    }

    private static ExtensionIds agreed(ExtensionIds offered, MediaSection answer) {
        return new ExtensionIds(
                -1,
                -1,
                -1,
                agreed(offered.transportCc(), HeaderExtensions.TRANSPORT_CC, answer),
                agreed(offered.audioLevel(), HeaderExtensions.AUDIO_LEVEL, answer),
                agreed(offered.dependencyDescriptor(), HeaderExtensions.DEPENDENCY_DESCRIPTOR, answer));
    }

    private static int agreed(int offered, String uri, MediaSection answer) {
        return answer.extensionId(uri) == offered ? offered : -1;
    }
}
