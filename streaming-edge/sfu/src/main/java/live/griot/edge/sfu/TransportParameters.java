package live.griot.edge.sfu;

import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.ice.IceCredentials;

/**
 * What two sides agreed on for one connection.
 *
 * @param remoteFingerprint of the peer's certificate, {@code sha-256 AA:BB:...} (RFC 8122, section 5)
 * @param role the edge's part in DTLS
 * @param remotePassword the peer's ICE password, empty where it is not known
 */
public record TransportParameters(
        String localUfrag,
        String localPassword,
        String remoteUfrag,
        String remoteFingerprint,
        DtlsRole role,
        String remotePassword) {
    /** Agrees on one with a peer whose password is not known. */
    public TransportParameters(
            String localUfrag, String localPassword, String remoteUfrag, String remoteFingerprint, DtlsRole role) {
        this(localUfrag, localPassword, remoteUfrag, remoteFingerprint, role, "");
    }

    /** Agrees on one on which the edge waits for the peer's hello. */
    public TransportParameters(String localUfrag, String localPassword, String remoteUfrag, String remoteFingerprint) {
        this(localUfrag, localPassword, remoteUfrag, remoteFingerprint, DtlsRole.SERVER);
    }

    /** Returns the edge's own credentials. */
    public IceCredentials local() {
        return new IceCredentials(localUfrag, localPassword);
    }

    /** Says what was agreed on, and nothing of the passwords. */
    @Override
    public String toString() {
        return "TransportParameters[%s:%s, %s, %s]".formatted(localUfrag, remoteUfrag, remoteFingerprint, role);
    }
}
