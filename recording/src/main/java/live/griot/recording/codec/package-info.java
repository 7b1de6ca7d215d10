/**
 * What has to be known of a codec's bytes to put them into a container: the heads of key frames, H.264's NAL units, AV1's OBUs, how long an
 * Opus packet lasts. Nothing is decoded, and what makes no sense is null, never an exception: the bytes come from strangers.
 */
@NullMarked
package live.griot.recording.codec;

import org.jspecify.annotations.NullMarked;
