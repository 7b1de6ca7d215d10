package live.griot.api.tap;

/**
 * One stream as a publisher sends it, for as long as its numbers go on: another SSRC, or one that came back, is another stream.
 *
 * @param sender a number for the publisher's connection: all streams of it are timed by one clock
 * @param stream a number that no other stream of the recording has
 */
public record StreamId(long sender, long stream) {}
