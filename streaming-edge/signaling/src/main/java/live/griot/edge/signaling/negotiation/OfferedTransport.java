package live.griot.edge.signaling.negotiation;

import static live.griot.api.refusal.RefusalCode.MALFORMED_SDP;
import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_SDP;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import live.griot.api.refusal.Refused;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/**
 * How the peer's connection is set up.
 *
 * @param ufrag its ICE user name fragment (RFC 8839, section 5.4)
 * @param password its ICE password
 * @param fingerprint of its certificate, {@code sha-256 AA:BB:...} (RFC 8122, section 5)
 * @param setup which DTLS role it takes: {@code actpass} to leave that to the edge, {@code active} or {@code passive} (RFC 8842, section 5)
 */
public record OfferedTransport(String ufrag, String password, String fingerprint, String setup) {
    private static final String EITHER = "actpass";
    private static final String PASSIVE = "passive";
    private static final Set<String> SETUPS = Set.of(EITHER, "active", PASSIVE);
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");
    private static final Pattern SHA_256 = Pattern.compile("(?i)sha-256 +[0-9a-f]{2}(:[0-9a-f]{2}){31}");

    /**
     * Returns how the section that carries the bundle is set up; what it does not say itself the session says for it. Throws
     * {@code Refused} where the two sides cannot meet.
     */
    static OfferedTransport of(SessionDescription offer, MediaSection section) {
        if (offer.attributes().has("ice-lite")) {
            throw new Refused(UNSUPPORTED_SDP, "Both sides are ICE-lite; one must be a full agent");
        }
        String ufrag = one(offer, section, "ice-ufrag");
        String password = one(offer, section, "ice-pwd");
        if (!areWellFormed(ufrag, password)) {
            throw new Refused(MALFORMED_SDP, "The ICE user name fragment or password is missing or malformed");
        }
        String setup = values(offer, section, "setup").findFirst().orElse("active");
        if (!SETUPS.contains(setup)) {
            throw new Refused(UNSUPPORTED_SDP, "DTLS is set up as a=setup:actpass, active or passive");
        }
        return new OfferedTransport(ufrag, password, fingerprint(offer, section), setup);
    }

    /** Returns the role that the edge takes: the client's towards who is passive, the server's towards all others. */
    DtlsRole edgeRole() {
        return setup.equals(PASSIVE) ? DtlsRole.CLIENT : DtlsRole.SERVER;
    }

    /** Returns how the edge's answer sets DTLS up. */
    String answeredSetup() {
        return edgeRole() == DtlsRole.CLIENT ? "active" : PASSIVE;
    }

    /** Returns whether a user name fragment and a password are of the right lengths and letters (RFC 8839, section 5.4). */
    public static boolean areWellFormed(String ufrag, String password) {
        return UFRAG.matcher(ufrag).matches() && PASSWORD.matcher(password).matches();
    }

    /**
     * Returns this with the role that was settled by the one before, if there is one (RFC 8842, section 5.3). Refuses with UNSUPPORTED_SDP
     * another certificate or role: keys are agreed on once.
     */
    OfferedTransport after(@Nullable OfferedTransport before) {
        if (before == null) {
            return this;
        }
        if (!fingerprint.equals(before.fingerprint)) {
            throw new Refused(UNSUPPORTED_SDP, "Another certificate needs another connection");
        }
        if (!setup.equals(EITHER) && edgeRole() != before.edgeRole()) {
            throw new Refused(UNSUPPORTED_SDP, "Another role in DTLS needs another connection");
        }
        return new OfferedTransport(ufrag, password, fingerprint, before.setup);
    }

    /** Says how it is set up, and nothing of the password. */
    @Override
    public String toString() {
        return "OfferedTransport[%s, %s, %s]".formatted(ufrag, fingerprint, setup);
    }

    /** Returns whether, after the one before, this finds the path anew (RFC 8839, section 4.4.1.1.1). */
    boolean restarts(@Nullable OfferedTransport before) {
        return before != null && !ufrag.equals(before.ufrag);
    }

    private static String fingerprint(SessionDescription offer, MediaSection section) {
        List<String> offered = values(offer, section, "fingerprint").toList();
        if (offered.isEmpty()) {
            throw new Refused(MALFORMED_SDP, "The certificate's fingerprint is missing");
        }
        String sha256 = offered.stream()
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("sha-256 "))
                .findFirst()
                .orElseThrow(() -> new Refused(UNSUPPORTED_SDP, "The certificate's fingerprint must be of sha-256"));
        if (!SHA_256.matcher(sha256).matches()) {
            throw new Refused(MALFORMED_SDP, "The certificate's fingerprint is malformed");
        }
        return "sha-256 " + sha256.substring("sha-256".length()).strip().toUpperCase(Locale.ROOT);
    }

    private static String one(SessionDescription offer, MediaSection section, String name) {
        return values(offer, section, name).findFirst().orElse("");
    }

    private static Stream<String> values(SessionDescription offer, MediaSection section, String name) {
        return section.attributes().has(name)
                ? section.attributes().values(name)
                : offer.attributes().values(name);
    }
}
