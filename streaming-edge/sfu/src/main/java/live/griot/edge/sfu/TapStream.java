package live.griot.edge.sfu;

import live.griot.edge.rtp.Codec;

/**
 * One stream of packets that a tap takes, for as long as its numbers go on: an encoding that comes back with another SSRC or after a pause
 * is another stream, and so is one whose publisher agreed anew.
 *
 * @param sender a number for the publisher's connection: all streams of it are timed by one clock
 * @param number one that no other stream on this edge has
 * @param participant who publishes it
 * @param codec in which its frames are; never {@link Codec#RED}, which is unpacked
 */
public record TapStream(long sender, long number, String participant, TrackSource source, Codec codec) {}
