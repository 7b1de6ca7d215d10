/**
 * Serves recordings, while they are written and afterwards, as HLS: playlists, init segments, segments and parts under addresses that a cache
 * can keep. Who makes the {@link live.griot.recording.store.RecordingStore} imports {@link live.griot.recording.hls.HlsConfiguration}.
 */
@NullMarked
package live.griot.recording.hls;

import org.jspecify.annotations.NullMarked;
