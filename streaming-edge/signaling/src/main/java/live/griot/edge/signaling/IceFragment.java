package live.griot.edge.signaling;

import java.util.List;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.signaling.negotiation.OfferedTransport;
import live.griot.edge.signaling.sdp.SdpAttributes;
import live.griot.edge.signaling.sdp.SdpLine;
import org.jspecify.annotations.Nullable;

/**
 * What a peer says of its side of ICE after the offer: a fragment of a description (RFC 8840, section 9). The edge is lite and learns
 * where the peer is from its checks, so candidates, and whatever else it need not know, are read over: what is not used is not refused.
 *
 * @param credentials whose candidates these are, or a new session's; null where the fragment does not say
 */
public record IceFragment(@Nullable IceCredentials credentials) {
    /** Returns what a peer sent; throws {@code Refused} with MALFORMED_SDP or TOO_LARGE. */
    static IceFragment parse(String text) {
        List<SdpLine> lines = SdpLine.of(text);
        if (lines.isEmpty()) {
            throw SdpLine.malformed("It is empty");
        }
        return of(new SdpAttributes(lines.stream()
                .filter(line -> line.type() == 'a')
                .map(SdpLine::attribute)
                .toList()));
    }

    private static IceFragment of(SdpAttributes attributes) {
        List<String> ufrags = attributes.values("ice-ufrag").distinct().toList();
        List<String> passwords = attributes.values("ice-pwd").distinct().toList();
        if (ufrags.isEmpty() && passwords.isEmpty()) {
            return new IceFragment(null);
        }
        if (ufrags.size() != 1
                || passwords.size() != 1
                || !OfferedTransport.areWellFormed(ufrags.getFirst(), passwords.getFirst())) {
            throw SdpLine.malformed("It must have one ICE user name fragment and one password, both well formed");
        }
        return new IceFragment(new IceCredentials(ufrags.getFirst(), passwords.getFirst()));
    }
}
