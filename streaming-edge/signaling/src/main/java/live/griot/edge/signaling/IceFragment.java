package live.griot.edge.signaling;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.signaling.negotiation.OfferedTransport;
import live.griot.edge.signaling.sdp.SdpAttribute;
import live.griot.edge.signaling.sdp.SdpAttributes;
import live.griot.edge.signaling.sdp.SdpLine;
import org.jspecify.annotations.Nullable;

/**
 * What a peer says of its side of ICE after the offer: a fragment of a description (RFC 8840, section 9). The edge is lite and learns
 * where the peer is from its checks, so candidates are read, and then let go.
 *
 * @param credentials whose candidates these are, or a new session's; null where the fragment does not say
 */
public record IceFragment(@Nullable IceCredentials credentials) {
    static final int MAX_CANDIDATES = 256;

    /** RFC 8839, section 5.1: foundation, component, transport, priority, address, port, type, and whatever follows. */
    private static final Pattern CANDIDATE = Pattern.compile(
            "[A-Za-z0-9+/]{1,32} [0-9]{1,5} [^ ]{1,16} [0-9]{1,10} [^ ]{1,255} [0-9]{1,5} typ [^ ]{1,32}( .*)?");

    /** Returns what a peer sent; throws {@code Refused} with MALFORMED_SDP or TOO_LARGE. */
    static IceFragment parse(String text) {
        List<SdpLine> lines = SdpLine.of(text);
        if (lines.isEmpty()) {
            throw SdpLine.malformed("It is empty");
        }
        List<SdpAttribute> attributes = new ArrayList<>();
        for (SdpLine line : lines) {
            switch (line.type()) {
                case 'a' -> attributes.add(line.attribute());
                case 'm' -> {
                    // It tells to which section candidates belong; on one bundled connection, to all.
                }
                default -> throw SdpLine.malformed("A fragment has only a= and m= lines");
            }
        }
        return of(new SdpAttributes(attributes));
    }

    private static IceFragment of(SdpAttributes attributes) {
        List<String> candidates = attributes.values("candidate").toList();
        if (candidates.size() > MAX_CANDIDATES) {
            throw SdpLine.malformed("It has more than %d candidates".formatted(MAX_CANDIDATES));
        }
        if (!candidates.stream()
                .allMatch(candidate -> CANDIDATE.matcher(candidate).matches())) {
            throw SdpLine.malformed("A candidate is malformed");
        }
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
