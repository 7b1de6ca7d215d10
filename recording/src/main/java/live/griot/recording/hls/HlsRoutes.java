package live.griot.recording.hls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.recording.hls.PlayableRecording.NotInTimeException;
import live.griot.recording.hls.PlayableRecording.TooFarAheadException;
import live.griot.recording.playlist.ClipRange;
import live.griot.recording.playlist.MediaName;
import live.griot.recording.playlist.PlaylistKind;
import live.griot.recording.playlist.Position;
import live.griot.recording.store.FarAwayException;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.TrackName;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers players: {@code /hls/<recording>/<capability>/main.m3u8} is all of a recording, {@code live.m3u8} the newest of it,
 * {@code clip-<id>.m3u8} a clip of it, and all other addresses are in these. What is not there and what one may not have is the same answer. Thread-safe; waits on the thread that asks.
 */
final class HlsRoutes {
    /** Where all of it is. */
    static final String ROOT = "/hls";

    private static final MediaType PLAYLIST = MediaType.parseMediaType("application/vnd.apple.mpegurl");
    private static final MediaType PICTURE = MediaType.parseMediaType("video/mp4");
    private static final MediaType SOUND = MediaType.parseMediaType("audio/mp4");
    private static final Pattern CLIP = Pattern.compile("clip-([0-9A-Z_-]{1,64})\\.m3u8");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final String SEQUENCE = "_HLS_msn";
    private static final String PART = "_HLS_part";

    private final HlsRecordings recordings;
    private final Capabilities capabilities;
    private final RecordingAccess access;
    private final ClipRanges clips;
    private final long longestWaitNanos;

    HlsRoutes(
            HlsRecordings recordings,
            Capabilities capabilities,
            RecordingAccess access,
            ClipRanges clips,
            Duration longestWait) {
        this.recordings = recordings;
        this.capabilities = capabilities;
        this.access = access;
        this.clips = clips;
        this.longestWaitNanos = longestWait.toNanos();
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .route(reads(ROOT + "/{recording}/{capability}/{file}"), this::multivariant)
                .route(reads(ROOT + "/{recording}/{capability}/{track}/{file}"), this::ofTrack)
                .build();
    }

    private static RequestPredicate reads(String path) {
        return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path));
    }

    private ServerResponse multivariant(ServerRequest request) {
        String file = request.pathVariable("file");
        return kind(file)
                .flatMap(kind -> recording(request).flatMap(found -> found.multivariant(kind)))
                .or(() -> clip(request, file, (found, range) -> found.multivariant(file)))
                .map(answer -> playlist(answer, HlsLimits.KEPT_GROWING))
                .orElseGet(HlsRoutes::nothing);
    }

    /** Returns what a clip's playlist is, if the file is one, there is such a clip, and it may be played by who has this address. */
    private Optional<PlaylistAnswer> clip(
            ServerRequest request,
            String file,
            BiFunction<PlayableRecording, ClipRange, Optional<PlaylistAnswer>> playlist) {
        Matcher name = CLIP.matcher(file);
        return name.matches()
                ? recording(request).flatMap(found -> clips.of(found.name(), name.group(1))
                        .flatMap(range -> playlist.apply(found, range)))
                : Optional.empty();
    }

    private ServerResponse ofTrack(ServerRequest request) throws IOException {
        Optional<TrackName> track = TrackName.parse(request.pathVariable("track"));
        Optional<PlayableRecording> recording = track.isEmpty() ? Optional.empty() : recording(request);
        if (track.isEmpty() || recording.isEmpty()) {
            return nothing();
        }
        String file = request.pathVariable("file");
        Optional<PlaylistKind> kind = kind(file);
        if (CLIP.matcher(file).matches()) {
            return clip(request, file, (found, range) -> found.clip(track.get(), range))
                    .map(answer -> playlist(answer, HlsLimits.KEPT_GROWING))
                    .orElseGet(HlsRoutes::nothing);
        }
        return kind.isPresent()
                ? media(request, recording.get(), track.get(), kind.get())
                : bytes(recording.get(), track.get(), file);
    }

    /** Returns the recording that is asked for, if it may be played by who has this address. */
    private Optional<PlayableRecording> recording(ServerRequest request) {
        String capability = request.pathVariable("capability");
        boolean asksForAll = request.pathVariable("file").equals(PlaylistKind.WHOLE.fileName());
        Optional<RecordingName> allowed = RecordingName.parse(request.pathVariable("recording"))
                .filter(name -> access.terms(name)
                        .filter(terms -> capabilities.isGood(capability, name, terms))
                        .filter(terms -> !(asksForAll && terms.newestAlone()))
                        .isPresent());
        allowed.ifPresent(access::played);
        return allowed.flatMap(recordings::find);
    }

    private ServerResponse media(
            ServerRequest request, PlayableRecording recording, TrackName track, PlaylistKind kind) {
        Optional<String> sequence = request.param(SEQUENCE);
        Optional<String> part = request.param(PART);
        if (sequence.isEmpty() && part.isEmpty()) {
            return recording
                    .media(track, kind)
                    .map(answer -> playlist(answer, HlsLimits.KEPT_GROWING))
                    .orElseGet(HlsRoutes::nothing);
        }
        Optional<Position> wanted = sequence.flatMap(number -> position(number, part));
        if (wanted.isEmpty()) {
            return refused(HttpStatus.BAD_REQUEST);
        }
        return waiting(() -> recording
                .media(track, kind, wanted.get(), longestWaitNanos)
                .map(answer -> playlist(answer, HlsLimits.KEPT_WAITED))
                .orElseGet(HlsRoutes::nothing));
    }

    private ServerResponse bytes(PlayableRecording recording, TrackName track, String file) throws IOException {
        Optional<MediaName> name = MediaName.parse(file);
        if (name.isEmpty()) {
            return nothing();
        }
        return waiting(() -> {
            Optional<MediaBytes> found = recording.bytes(track, name.get(), longestWaitNanos);
            return found.isPresent() ? media(found.get(), track) : nothing();
        });
    }

    /** What may have to wait. */
    private interface Waiting {
        ServerResponse answer() throws NotInTimeException, TooFarAheadException, IOException;
    }

    private ServerResponse waiting(Waiting asked) {
        if (!recordings.beginWait()) {
            return refused(HttpStatus.SERVICE_UNAVAILABLE);
        }
        try {
            return asked.answer();
        } catch (NotInTimeException late) {
            return refused(HttpStatus.SERVICE_UNAVAILABLE);
        } catch (TooFarAheadException unknown) {
            return refused(HttpStatus.BAD_REQUEST);
        } catch (FarAwayException late) {
            return refused(HttpStatus.SERVICE_UNAVAILABLE);
        } catch (IOException gone) {
            return nothing();
        } finally {
            recordings.endWait();
        }
    }

    private static ServerResponse media(MediaBytes bytes, TrackName track) throws IOException {
        // Deleted, or lost by the disk: that is known before an answer was begun.
        try (InputStream there = bytes.getInputStream()) {
            return ServerResponse.ok()
                    .contentType(track.equals(TrackName.PROGRAMME) ? PICTURE : SOUND)
                    .cacheControl(CacheControl.maxAge(HlsLimits.KEPT_MEDIA)
                            .cachePublic()
                            .immutable())
                    .body(bytes);
        } catch (NoSuchFileException deleted) {
            return nothing();
        }
    }

    private static ServerResponse playlist(PlaylistAnswer answer, Duration kept) {
        Duration age = answer.isFinished() ? HlsLimits.KEPT_FINISHED : kept;
        return ServerResponse.ok()
                .contentType(PLAYLIST)
                .eTag(answer.eTag())
                .cacheControl(CacheControl.maxAge(age).cachePublic())
                .body(answer.bytes());
    }

    private static ServerResponse nothing() {
        return refused(HttpStatus.NOT_FOUND);
    }

    private static ServerResponse refused(HttpStatus status) {
        ServerResponse.BodyBuilder answer = ServerResponse.status(status).cacheControl(CacheControl.noStore());
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.build();
    }

    private static Optional<PlaylistKind> kind(String file) {
        return Arrays.stream(PlaylistKind.values())
                .filter(kind -> kind.fileName().equals(file))
                .findFirst();
    }

    private static Optional<Position> position(String sequence, Optional<String> part) {
        boolean isNumber = NUMBER.matcher(sequence).matches()
                && part.map(number -> NUMBER.matcher(number).matches()).orElse(true);
        return isNumber
                ? Optional.of(new Position(
                        Long.parseLong(sequence), part.map(Integer::parseInt).orElse(Position.WHOLE)))
                : Optional.empty();
    }
}
