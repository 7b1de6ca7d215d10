package live.griot.edge.sfu;

import live.griot.edge.ice.IceCredentials;

/** What two sides agreed on for one connection. The fingerprint is {@code sha-256 AA:BB:...} (RFC 8122, section 5). */
public record TransportParameters(
        String localUfrag, String localPassword, String remoteUfrag, String remoteFingerprint) {
    /** Returns the edge's own credentials. */
    public IceCredentials local() {
        return new IceCredentials(localUfrag, localPassword);
    }
}
