package live.griot.edge.signaling;

/**
 * What a POST made: the peer connection's unguessable id (128 random bits, URL-safe), the entity tag of its ICE session
 * (RFC 9725, section 4.3.1, unquoted) and the answer.
 */
public record PeerResource(String id, String iceTag, String answer) {}
