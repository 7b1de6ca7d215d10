package live.griot.edge.signaling.negotiation;

import live.griot.edge.ice.IceCredentials;
import live.griot.edge.signaling.sdp.HostCandidates;
import live.griot.edge.signaling.sdp.SdpText;

/**
 * What a description of ours says of the connection itself, in its offers and in its answers: one bundle on which the edge is
 * ICE-lite, under these credentials.
 *
 * @param setup the edge's part in DTLS (RFC 8842, section 5): {@code passive} or {@code active} in an answer, {@code actpass} in an offer
 */
public record TransportLines(LocalEdge edge, IceCredentials ice, String setup) {
    /** The discard port; ICE says the true one (RFC 8840, section 4.1.1). */
    static final int PORT = 9;

    /** The edge takes trickled candidates and follows RFC 8445. */
    public static final String ICE_OPTIONS = "trickle ice2";

    /** Writes the beginning of a description; it differs from the one before by its version (RFC 3264, section 8). */
    static SdpText begin(long sessionNumber, long version) {
        return new SdpText()
                .line('v', "0")
                .line('o', "- %d %d IN IP4 0.0.0.0".formatted(sessionNumber, version))
                .line('s', "-")
                .line('t', "0 0");
    }

    /** Writes what each section of the bundle says. */
    void section(SdpText text) {
        text.attribute("ice-ufrag", ice.usernameFragment())
                .attribute("ice-pwd", ice.password())
                .attribute("fingerprint", edge.fingerprint())
                .attribute("setup", setup)
                .attribute("rtcp-mux")
                .attribute("rtcp-mux-only");
    }

    /** Writes where the edge is; the bundle's first section says so. */
    void candidates(SdpText text) {
        HostCandidates.write(edge.candidates(), text);
    }
}
