package live.griot.edge.signaling.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.RtpCodec;

/**
 * A codec as the edge offers it to who receives: each under numbers of its own, the same on every connection, so that no payload type
 * ever means two things on one (RFC 3264, section 8.3.2).
 *
 * @param as how it is described
 * @param rtx the payload type of its retransmissions, or -1
 */
record SentCodec(Codec codec, RtpCodec as, int rtx) {
    private static final SentCodec OPUS = sound(Codec.OPUS, 111, "opus", "minptime=10;useinbandfec=1");
    private static final SentCodec OPUS_STEREO =
            sound(Codec.OPUS, 110, "opus", "minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1");
    private static final SentCodec RED = sound(Codec.RED, 63, "red", "111/111");
    private static final SentCodec RED_STEREO = sound(Codec.RED, 62, "red", "110/110");
    private static final SentCodec VP8 = picture(Codec.VP8, 96, "VP8", "");
    private static final SentCodec VP9 = picture(Codec.VP9, 98, "VP9", "profile-id=0");
    private static final SentCodec AV1 = picture(Codec.AV1, 45, "AV1", "level-idx=5;profile=0;tier=0");
    private static final SentCodec H264_CONSTRAINED_BASELINE = h264(102, "42e01f");
    private static final SentCodec H264_BASELINE = h264(104, "42001f");
    private static final SentCodec H264_MAIN = h264(106, "4d001f");
    private static final SentCodec H264_CONSTRAINED_HIGH = h264(112, "640c1f");
    private static final SentCodec H264_HIGH = h264(114, "64001f");

    /** Returns how a publication is offered, the best way first. H.264 of another profile is better than nothing. */
    static List<SentCodec> of(PublishedTrack track) {
        return switch (track.codec()) {
            case OPUS -> sound(track);
            case RED -> List.of();
            case VP8 -> List.of(VP8);
            case VP9 -> List.of(VP9);
            case AV1 -> List.of(AV1);
            case H264 -> {
                SentCodec own = h264Of(track.formatParameters());
                yield own.equals(H264_CONSTRAINED_BASELINE) ? List.of(own) : List.of(own, H264_CONSTRAINED_BASELINE);
            }
        };
    }

    /** Returns what stands in a section in which nothing is sent. */
    static List<SentCodec> unused(MediaKind kind) {
        return List.of(kind == MediaKind.VIDEO ? VP8 : OPUS);
    }

    private static List<SentCodec> sound(PublishedTrack track) {
        boolean stereo = RtpCodec.parameter(track.formatParameters(), "sprop-stereo")
                        .equals("1")
                || RtpCodec.parameter(track.formatParameters(), "stereo").equals("1");
        List<SentCodec> ways = new ArrayList<>(List.of(stereo ? OPUS_STEREO : OPUS));
        if (track.redundant()) {
            ways.add(stereo ? RED_STEREO : RED);
        }
        return ways;
    }

    /** Returns the profile that a stream of these parameters is of (RFC 6184, section 8.1, table 5); its level is nobody's business. */
    private static SentCodec h264Of(String parameters) {
        String profile = RtpCodec.parameter(parameters, "profile-level-id").toLowerCase(Locale.ROOT);
        if (profile.startsWith("4200")) {
            return H264_BASELINE;
        }
        if (profile.startsWith("4d")) {
            return H264_MAIN;
        }
        if (profile.startsWith("640c")) {
            return H264_CONSTRAINED_HIGH;
        }
        return profile.startsWith("64") ? H264_HIGH : H264_CONSTRAINED_BASELINE;
    }

    /** Returns what of it an answer accepts, empty for nothing. */
    Optional<CodecParameters> acceptedIn(MediaSection answer) {
        return answer.codecs().stream()
                .filter(codec -> codec.payloadType() == as.payloadType() && codec.isNamed(as.name()))
                .findFirst()
                .map(codec -> new CodecParameters(
                        this.codec,
                        as.payloadType(),
                        answer.retransmissionOf(as.payloadType()) == rtx ? rtx : -1,
                        as.parameters()));
    }

    private static SentCodec sound(Codec codec, int payloadType, String name, String parameters) {
        return new SentCodec(codec, new RtpCodec(payloadType, name, codec.clockRate(), parameters), -1);
    }

    private static SentCodec picture(Codec codec, int payloadType, String name, String parameters) {
        return new SentCodec(codec, new RtpCodec(payloadType, name, codec.clockRate(), parameters), payloadType + 1);
    }

    private static SentCodec h264(int payloadType, String profile) {
        return picture(
                Codec.H264,
                payloadType,
                "H264",
                "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=" + profile);
    }
}
