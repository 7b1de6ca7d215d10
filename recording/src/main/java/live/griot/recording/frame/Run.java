package live.griot.recording.frame;

import live.griot.api.tap.StreamId;
import live.griot.recording.mp4.TrackFormat;

/**
 * A stretch of a track that one init segment serves. The next one goes on with the track's time.
 *
 * @param number from 1 for the track's first
 * @param stream whose frames it has
 * @param start of its first sample, in units of the track's timescale
 */
public record Run(long number, StreamId stream, TrackFormat format, long start) {}
