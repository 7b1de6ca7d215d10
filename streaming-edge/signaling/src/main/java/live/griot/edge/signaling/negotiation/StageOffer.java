package live.griot.edge.signaling.negotiation;

import static live.griot.api.refusal.RefusalCode.MALFORMED_REQUEST;
import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_SDP;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import live.griot.api.refusal.Refused;
import live.griot.edge.rtp.Codec;
import live.griot.edge.sfu.CodecParameters;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.signaling.sdp.HeaderExtensions;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.RtpCodec;
import live.griot.edge.signaling.sdp.SessionDescription;
import live.griot.edge.signaling.sdp.Simulcast;

/** The rules by which sections of an offer to publish are taken when each of them says where its media comes from. */
final class StageOffer {
    private StageOffer() {}

    /**
     * Returns the sections that the answer takes, in the offer's order; those in which nothing is sent are kept for later. Refuses with
     * UNSUPPORTED_SDP what the edge cannot take, with MALFORMED_REQUEST where sections and sources do not go together.
     *
     * @param sources of each section that sends, by its mid
     */
    static List<AcceptedSection> accept(SessionDescription offer, Map<String, TrackSource> sources) {
        if (Set.copyOf(sources.values()).size() < sources.size()) {
            throw new Refused(MALFORMED_REQUEST, "One person publishes one track of each source");
        }
        List<AcceptedSection> accepted = new ArrayList<>();
        for (MediaSection section : offer.media()) {
            TrackSource source = sources.get(section.mid());
            if (source == null) {
                keep(section).ifPresent(accepted::add);
            } else {
                accepted.add(receive(section, source));
            }
        }
        Set<String> mids = new HashSet<>(sources.keySet());
        accepted.forEach(section -> mids.remove(section.offered().mid()));
        if (!mids.isEmpty()) {
            throw new Refused(
                    MALFORMED_REQUEST,
                    "The offer has no section of the mid " + mids.iterator().next());
        }
        if (accepted.isEmpty()) {
            throw new Refused(UNSUPPORTED_SDP, "The offer has no section in which the edge could receive anything");
        }
        Offer.requireOneConnection(offer, accepted);
        return accepted;
    }

    private static AcceptedSection receive(MediaSection section, TrackSource source) {
        if (!Offer.isUsable(section) || !section.sends()) {
            throw new Refused(MALFORMED_REQUEST, "Nothing is sent in section %s".formatted(section.mid()));
        }
        if (CodecChoice.kindOf(section).filter(source.kind()::equals).isEmpty()) {
            throw new Refused(MALFORMED_REQUEST, "Section %s does not carry a %s".formatted(section.mid(), source));
        }
        return taken(section, true)
                .orElseThrow(() -> new Refused(
                        UNSUPPORTED_SDP, "Section %s has %s".formatted(section.mid(), CodecChoice.whyNone(section))));
    }

    /** What sends must say what it is; what does not is kept, and everything else refused. */
    private static Optional<AcceptedSection> keep(MediaSection section) {
        if (!Offer.isUsable(section) || CodecChoice.kindOf(section).isEmpty()) {
            return Optional.empty();
        }
        if (section.sends()) {
            throw new Refused(
                    MALFORMED_REQUEST, "Where the media of section %s comes from is not said".formatted(section.mid()));
        }
        return taken(section, false);
    }

    private static Optional<AcceptedSection> taken(MediaSection section, boolean flows) {
        return CodecChoice.forPublisher(section).flatMap(chosen -> CodecChoice.codecOf(section, chosen)
                .map(codec -> taken(section, chosen, codec, flows)));
    }

    private static AcceptedSection taken(MediaSection section, RtpCodec chosen, Codec codec, boolean flows) {
        int rtx = section.retransmissionOf(chosen.payloadType());
        List<RtpCodec> answered = new ArrayList<>(List.of(chosen));
        List<CodecParameters> agreed =
                new ArrayList<>(List.of(new CodecParameters(codec, chosen.payloadType(), rtx, chosen.parameters())));
        CodecChoice.redundancyOf(chosen, section).ifPresent(red -> {
            // Who lists it first sends it (RFC 3264, section 6.1); that is the offer's to say.
            answered.add(section.codecs().indexOf(red) < section.codecs().indexOf(chosen) ? 0 : 1, red);
            agreed.add(new CodecParameters(Codec.RED, red.payloadType(), -1, red.parameters()));
        });
        List<String> rids = Simulcast.offeredIn(section);
        List<Integer> streams = rids.isEmpty() ? section.streams().toList() : List.of();
        RtpParameters track = new RtpParameters(
                section.mid(),
                agreed,
                HeaderExtensions.idsOf(section, codec),
                streams.isEmpty() ? -1 : streams.get(0),
                streams.size() < 2 || rtx < 0 ? -1 : streams.get(1),
                rids);
        return new AcceptedSection(section, answered, track, flows);
    }
}
