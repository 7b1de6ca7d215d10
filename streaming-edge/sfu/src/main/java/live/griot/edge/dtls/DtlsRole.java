package live.griot.edge.dtls;

/** Which part the edge plays in a DTLS handshake (RFC 8842, section 5). */
public enum DtlsRole {
    /** The edge says hello, once it is known where the peer is. */
    CLIENT,
    /** The edge waits for the peer's hello; what it does with browsers. */
    SERVER
}
