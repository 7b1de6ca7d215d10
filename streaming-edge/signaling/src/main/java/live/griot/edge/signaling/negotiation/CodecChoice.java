package live.griot.edge.signaling.negotiation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.edge.rtp.Codec;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.RtpCodec;

/** Which of the offered codecs an answer takes: for a publisher its own favourite, for a viewer the one that is published. */
final class CodecChoice {
    /** What an H.264 stream is when it does not say: RFC 6184, section 8.1. */
    private static final String H264_UNSAID = "42000a";

    /** The profile that every player of VP9 or AV1 plays, said or not (RFC 9628, section 6; AV1 RTP specification, section 7.2). */
    private static final Set<String> MAIN_PROFILE = Set.of("", "0");

    /** What comes beside a codec and is none that anybody could be told of. */
    private static final Set<String> HELPERS = Set.of("rtx", "red", "ulpfec", "flexfec-03", "CN", "telephone-event");

    /** How many codecs a refusal names. */
    private static final int MAX_NAMED = 6;

    /** How many characters of a parameter a refusal names. */
    private static final int LONGEST_NAMED = 8;

    private CodecChoice() {}

    /**
     * Returns the codec for what a publisher sends: the first offered of those that everybody plays, else of those that are passed on
     * to whom they suit; among H.264 profiles the one that every browser plays, if offered.
     */
    static Optional<RtpCodec> forPublisher(MediaSection section) {
        List<RtpCodec> usable = section.codecs().stream()
                .filter(codec -> codecOf(section, codec).isPresent())
                .toList();
        return usable.stream()
                .min(Comparator.comparing(codec -> codec.isNamed("VP9") || codec.isNamed("AV1")))
                .map(favourite -> usable.stream()
                        .filter(codec -> codec.isNamed(favourite.name()))
                        .min(Comparator.comparing(
                                codec -> !profile(codec.parameters()).startsWith("42")))
                        .orElse(favourite));
    }

    /** Returns the redundant sound (RFC 2198) that is offered around another codec. */
    static Optional<RtpCodec> redundancyOf(RtpCodec codec, MediaSection section) {
        return section.codecs().stream()
                .filter(one -> one.isNamed("red") && one.clockRate() == codec.clockRate())
                .filter(one -> Arrays.stream(one.parameters().split("/"))
                        .allMatch(Integer.toString(codec.payloadType())::equals))
                .findFirst();
    }

    /** Returns the codec in which a viewer takes a track; H.264 of another profile is better than nothing. */
    static Optional<RtpCodec> forViewer(MediaSection section, PublishedTrack track) {
        String published = profile(track.formatParameters());
        return section.codecs().stream()
                .filter(codec ->
                        codecOf(section, codec).filter(track.codec()::equals).isPresent())
                .min(Comparator.comparingInt(codec -> distance(profile(codec.parameters()), published)));
    }

    /** Returns what the edge calls an offered codec, empty for one that it does not forward. */
    static Optional<Codec> codecOf(MediaSection section, RtpCodec codec) {
        boolean audio = kindOf(section).filter(MediaKind.AUDIO::equals).isPresent();
        if (audio) {
            return codec.isNamed("opus") && codec.clockRate() == 48_000 ? Optional.of(Codec.OPUS) : Optional.empty();
        }
        if (codec.clockRate() != 90_000) {
            return Optional.empty();
        }
        if (codec.isNamed("VP8")) {
            return Optional.of(Codec.VP8);
        }
        if (codec.isNamed("VP9")) {
            return MAIN_PROFILE.contains(codec.parameter("profile-id")) ? Optional.of(Codec.VP9) : Optional.empty();
        }
        if (codec.isNamed("AV1")) {
            return MAIN_PROFILE.contains(codec.parameter("profile")) ? Optional.of(Codec.AV1) : Optional.empty();
        }
        return codec.isNamed("H264") && codec.parameter("packetization-mode").equals("1")
                ? Optional.of(Codec.H264)
                : Optional.empty();
    }

    /** Says what a section offers of which nothing is forwarded: {@code no codec that is forwarded here, but H264 with ...}. */
    static String whyNone(MediaSection section) {
        List<String> offered = section.codecs().stream()
                .filter(codec -> HELPERS.stream().noneMatch(codec::isNamed))
                .map(CodecChoice::described)
                .distinct()
                .toList();
        String named = offered.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        return "no codec that is forwarded here, but "
                + (offered.isEmpty() ? "none" : offered.size() > MAX_NAMED ? named + " and others" : named);
    }

    private static String described(RtpCodec codec) {
        if (codec.isNamed("H264")) {
            return "H264 with packetization-mode=%s (packetization-mode=1 is)"
                    .formatted(orZero(codec.parameter("packetization-mode")));
        }
        if (codec.isNamed("VP9")) {
            return "VP9 with profile-id=%s (profile-id=0 is)".formatted(orZero(codec.parameter("profile-id")));
        }
        if (codec.isNamed("AV1")) {
            return "AV1 with profile=%s (profile=0 is)".formatted(orZero(codec.parameter("profile")));
        }
        return codec.name();
    }

    /** Returns what a parameter says, cut short; where it is not said it is 0, in all three. */
    private static String orZero(String parameter) {
        return parameter.isEmpty() ? "0" : parameter.substring(0, Math.min(parameter.length(), LONGEST_NAMED));
    }

    /** Returns the kind of a section's media, empty for what is neither sound nor picture. */
    static Optional<MediaKind> kindOf(MediaSection section) {
        return switch (section.media()) {
            case "audio" -> Optional.of(MediaKind.AUDIO);
            case "video" -> Optional.of(MediaKind.VIDEO);
            default -> Optional.empty();
        };
    }

    private static int distance(String offered, String published) {
        if (offered.regionMatches(0, published, 0, 4)) {
            return 0;
        }
        return offered.regionMatches(0, published, 0, 2) ? 1 : 2;
    }

    private static String profile(String parameters) {
        String profile = RtpCodec.parameter(parameters, "profile-level-id");
        return profile.isEmpty() ? H264_UNSAID : profile.toLowerCase(Locale.ROOT);
    }
}
