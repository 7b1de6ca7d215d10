package live.griot.edge.signaling.socket;

/** The two peer connections of a client: the one that it offers, and the one that the server offers. */
enum ConnectionKind {
    PUBLISH,
    RECEIVE
}
