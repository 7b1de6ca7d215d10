package live.griot.edge.signaling;

/** Which way a peer's media flows. */
public enum PeerRole {
    PUBLISHER,
    VIEWER
}
