package live.griot.recording.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.identity.Person;
import live.griot.api.recording.RecordingEnd;
import live.griot.api.session.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * A recording as clients see it: the contract's {@code recording}.
 *
 * @param reason why it was finished; null before
 * @param startedAt null while it is planned
 * @param duration of what can be played
 * @param bytes of its files
 * @param playUrl where its playlist is; null where nothing can be played
 * @param trouble what is wrong with it, while it is being made; null for nothing
 */
public record RecordingView(
        RecordingId id,
        SessionId sessionId,
        Person host,
        String title,
        String description,
        RecordingState state,
        @Nullable RecordingEnd reason,
        @Nullable Instant startedAt,
        Duration duration,
        long bytes,
        Visibility visibility,
        @Nullable String playUrl,
        @Nullable String posterUrl,
        List<Track> tracks,
        List<Rendition> renditions,
        @Nullable Instant expiresAt,
        RunningRecordings.@Nullable Trouble trouble) {
    public RecordingView {
        tracks = List.copyOf(tracks);
        renditions = List.copyOf(renditions);
    }

    /** Returns the same for who may know that the session is recorded, and may not play it. */
    RecordingView withoutWords() {
        return new RecordingView(
                id,
                sessionId,
                host,
                "",
                "",
                state,
                reason,
                startedAt,
                duration,
                bytes,
                visibility,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null);
    }

    /**
     * What is kept of it.
     *
     * @param kind {@code VIDEO} or {@code AUDIO}
     * @param name {@code p} for the programme, {@code m-opus} for its sound, {@code s-} and a person's id for the sound of
     *     one, {@code v-} and a person's id for the picture of one
     * @param codecs as playlists name them (RFC 6381), those of all its runs
     */
    public record Track(String kind, String name, List<String> codecs) {
        public Track {
            codecs = List.copyOf(codecs);
        }
    }

    /**
     * Something that is made out of it.
     *
     * @param kind {@code THUMBNAILS}, {@code DOWNLOAD} or {@code GRID}
     * @param state {@code PREPARING}, {@code READY} or {@code FAILED}
     * @param reason why it failed, a sentence; null where it did not
     * @param bytes of its files, 0 until it is ready, and where there was nothing to make it of
     */
    public record Rendition(
            String kind, String state, @Nullable String reason, long bytes) {
        /** The small pictures, and the one of its page. */
        public static final String THUMBNAILS = "THUMBNAILS";

        boolean isThere() {
            return state.equals("READY") && bytes > 0;
        }
    }
}
