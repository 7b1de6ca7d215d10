package live.griot.recording.clip;

import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.ClipId;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Person;

/**
 * A clip as clients see it: the contract's {@code clip}.
 *
 * @param from where it begins, in the time of who plays the recording
 * @param to where it ends, likewise
 * @param playUrl where its playlist is, which begins a little before {@code from}, where a decoder can, and says so by EXT-X-START
 * @param url its page
 */
record ClipView(
        ClipId id,
        RecordingId recordingId,
        SessionId sessionId,
        Person by,
        String title,
        Duration from,
        Duration to,
        Duration duration,
        Instant createdAt,
        String playUrl,
        String url) {}
