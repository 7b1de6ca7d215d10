package live.griot.edge.transport;

/** One track as its publisher negotiated it; {@code formatParameters} are those of its {@code fmtp} line, or empty. */
public record PublishedTrack(MediaKind kind, Codec codec, String formatParameters) {}
