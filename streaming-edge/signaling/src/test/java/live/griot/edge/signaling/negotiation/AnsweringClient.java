package live.griot.edge.signaling.negotiation;

import java.util.List;
import java.util.function.Predicate;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.SdpParser;
import live.griot.edge.signaling.sdp.SessionDescription;

/** A client that answers the edge's offers as browsers do, as far as an answer says anything to the edge. */
public final class AnsweringClient {
    private final String ufrag;

    public AnsweringClient(String ufrag) {
        this.ufrag = ufrag;
    }

    /** Answers: receives what is sent, and refuses the sections of these mids. */
    public String answer(String offer, Predicate<String> refuses) {
        SessionDescription offered = SdpParser.parse(offer);
        List<MediaSection> live = offered.media().stream()
                .filter(section -> !section.isRefused() && !refuses.test(section.mid()))
                .toList();
        StringBuilder text = new StringBuilder("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE");
        live.forEach(section -> text.append(' ').append(section.mid()));
        text.append("\r\n");
        offered.media().forEach(section -> section(section, live.contains(section), text));
        return text.toString();
    }

    private void section(MediaSection offered, boolean taken, StringBuilder text) {
        text.append("m=%s %d %s %s\r\n"
                .formatted(offered.media(), taken ? 9 : 0, offered.protocol(), String.join(" ", offered.formats())));
        text.append(
                "a=mid:%s\r\na=%s\r\n".formatted(offered.mid(), taken && offered.sends() ? "recvonly" : "inactive"));
        if (taken) {
            text.append(
                    "a=ice-ufrag:%s\r\na=ice-pwd:%s\r\na=fingerprint:sha-256 %sCD\r\na=setup:active\r\na=rtcp-mux\r\n"
                            .formatted(ufrag, "p".repeat(24), "CD:".repeat(31)));
            for (String attribute : List.of("rtpmap", "fmtp", "extmap", "rtcp-fb")) {
                offered.attributes()
                        .values(attribute)
                        .forEach(value -> text.append("a=%s:%s\r\n".formatted(attribute, value)));
            }
        }
    }
}
