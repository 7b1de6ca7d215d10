package live.griot.edge.sfu;

import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.ice.IceCredentials;

/**
 * What two sides agreed on for one connection.
 *
 * @param remoteFingerprint of the peer's certificate, {@code sha-256 AA:BB:...} (RFC 8122, section 5)
 * @param role the edge's part in DTLS
 */
public record TransportParameters(
        String localUfrag, String localPassword, String remoteUfrag, String remoteFingerprint, DtlsRole role) {
    /** Agrees on one on which the edge waits for the peer's hello. */
    public TransportParameters(String localUfrag, String localPassword, String remoteUfrag, String remoteFingerprint) {
        this(localUfrag, localPassword, remoteUfrag, remoteFingerprint, DtlsRole.SERVER);
    }

    /** Returns the edge's own credentials. */
    public IceCredentials local() {
        return new IceCredentials(localUfrag, localPassword);
    }
}
