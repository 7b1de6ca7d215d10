package live.griot.edge.signaling.sdp;

/** One {@code a=} line: a name, and a value that is empty for a flag. RFC 8866, section 5.13. */
public record SdpAttribute(String name, String value) {}
