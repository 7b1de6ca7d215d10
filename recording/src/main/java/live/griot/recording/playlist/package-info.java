/**
 * What HLS players are told of a recording (RFC 8216bis): which segments and parts there are, when they play, and by which names they are had.
 * Text out of what the index says: no files, no clock, no framework.
 */
@NullMarked
package live.griot.recording.playlist;

import org.jspecify.annotations.NullMarked;
