package live.griot.edge.signaling.negotiation;

import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_SDP;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import live.griot.api.refusal.Refused;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.RtpCodec;
import live.griot.edge.signaling.sdp.SessionDescription;

/** The rules by which both answers take sections of an offer: one of each kind, all on one connection. */
final class Offer {
    private static final Set<String> PROTOCOLS = Set.of("UDP/TLS/RTP/SAVPF", "RTP/SAVPF", "TCP/TLS/RTP/SAVPF");

    private Offer() {}

    /**
     * Returns the sections that the answer takes, in the offer's order. {@code take} says what becomes of a section, empty to
     * refuse it. Throws {@code Refused(UNSUPPORTED_SDP)} with {@code otherwise} when nothing is left, or when what is left does
     * not share one connection.
     */
    static List<AcceptedSection> accept(
            SessionDescription offer, Function<MediaSection, Optional<AcceptedSection>> take, String otherwise) {
        Set<MediaKind> taken = EnumSet.noneOf(MediaKind.class);
        List<AcceptedSection> accepted = new ArrayList<>();
        for (MediaSection section : offer.media()) {
            Optional<AcceptedSection> found = isUsable(section) ? take.apply(section) : Optional.empty();
            found.filter(one -> taken.add(one.track().kind())).ifPresent(accepted::add);
        }
        if (accepted.isEmpty()) {
            throw new Refused(UNSUPPORTED_SDP, otherwise);
        }
        requireOneConnection(offer, accepted);
        return accepted;
    }

    /** Returns whether the peer wants the section, over a protocol that the edge speaks. */
    static boolean isUsable(MediaSection section) {
        return !section.isRefused() && PROTOCOLS.contains(section.protocol());
    }

    /** Refuses with UNSUPPORTED_SDP what does not share one connection. */
    static void requireOneConnection(SessionDescription offer, List<AcceptedSection> accepted) {
        Set<String> bundle = offer.bundle();
        boolean bundled = accepted.stream()
                .map(AcceptedSection::offered)
                .allMatch(section -> !section.mid().isEmpty() && bundle.contains(section.mid()));
        if (accepted.size() > 1 && !bundled) {
            throw new Refused(UNSUPPORTED_SDP, "Sound and picture must share one connection: a=group:BUNDLE");
        }
        Map<Integer, String> meanings = new HashMap<>();
        accepted.forEach(section -> meansOneThing(section, meanings));
        if (!accepted.stream()
                .allMatch(section -> section.offered().attributes().has("rtcp-mux"))) {
            throw new Refused(UNSUPPORTED_SDP, "RTP and RTCP must share one port: a=rtcp-mux");
        }
    }

    /** RFC 9143, section 9.1. */
    private static void meansOneThing(AcceptedSection section, Map<Integer, String> payloadTypes) {
        for (RtpCodec codec : section.codecs()) {
            means(codec.payloadType(), codec.name() + " " + codec.parameters(), payloadTypes);
        }
        if (section.track().rtxPayloadType() >= 0) {
            means(section.track().rtxPayloadType(), "rtx " + section.codec().payloadType(), payloadTypes);
        }
    }

    private static void means(int number, String meaning, Map<Integer, String> meanings) {
        String before = meanings.putIfAbsent(number, meaning);
        if (before != null && !before.equals(meaning)) {
            throw new Refused(UNSUPPORTED_SDP, "On one connection a payload type must mean one thing");
        }
    }
}
