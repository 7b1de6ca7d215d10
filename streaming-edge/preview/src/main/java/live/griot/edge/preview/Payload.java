package live.griot.edge.preview;

/**
 * The payload of one RTP packet, where it stands: borrowed, nobody changes it.
 *
 * @param offset of its first byte in {@code bytes}
 * @param length in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes of a packet, shared and never changed.
record Payload(byte[] bytes, int offset, int length) {}
