package live.griot.edge.signaling;

/** What a restart of ICE came to: the new session's entity tag, unquoted, and the edge's side of it as a fragment (RFC 8840). */
public record RestartedIce(String tag, String fragment) {}
