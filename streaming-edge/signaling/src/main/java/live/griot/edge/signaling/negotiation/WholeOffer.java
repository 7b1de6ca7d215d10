package live.griot.edge.signaling.negotiation;

import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_SDP;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import live.griot.api.refusal.Refused;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.SdpParser;

/**
 * What WHIP asks of an offer beyond what can be answered: it is taken whole or not at all, so that nobody who is only heard believes
 * to be seen, with one sound and one picture at most (RFC 9725, sections 4.2, 4.4.2 and 4.4.3). Sections that carry neither, such as a
 * data channel, take nothing away when they are refused.
 */
public final class WholeOffer {
    private WholeOffer() {}

    /** Refuses with UNSUPPORTED_SDP what would be taken in part, and with MALFORMED_SDP or TOO_LARGE what cannot be read. */
    public static void require(String offered) {
        Set<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
        for (MediaSection section : SdpParser.parse(offered).media()) {
            Optional<MediaKind> kind = CodecChoice.kindOf(section);
            if (kind.isPresent() && !section.isRefused()) {
                require(section);
                if (!kinds.add(kind.get())) {
                    throw refused("more than one %s section".formatted(section.media()));
                }
            }
        }
    }

    private static void require(MediaSection section) {
        if (!section.sends()) {
            throw refused("a %s section that does not send".formatted(section.media()));
        }
        if (!Offer.isUsable(section)) {
            throw refused(
                    "a %s section over %s, which is not spoken here".formatted(section.media(), section.protocol()));
        }
        if (CodecChoice.forPublisher(section).isEmpty()) {
            throw refused("a %s section with %s".formatted(section.media(), CodecChoice.whyNone(section)));
        }
    }

    private static Refused refused(String what) {
        return new Refused(UNSUPPORTED_SDP, "An offer to publish is taken whole, and this one has " + what);
    }
}
