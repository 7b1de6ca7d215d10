package live.griot.recording.play;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.hls.Capabilities;
import live.griot.recording.hls.RecordingAccess;
import live.griot.recording.store.RecordingName;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Serves what was made of a recording to who may play it, beside its segments: for who cannot say who they are, as a page's pictures. Thread-safe. */
final class MadeRoutes {
    /** No track's name. */
    static final String DIRECTORY = "x";

    private static final Map<Pattern, MediaType> KNOWN = Map.of(
            Pattern.compile("poster\\.jpg|sprite-[0-9]\\.jpg"),
            MediaType.IMAGE_JPEG,
            Pattern.compile("(download|grid)\\.mp4"),
            MediaType.parseMediaType("video/mp4"));
    /** They may be made anew, of what was cut since. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final OpenStore files;
    private final Capabilities capabilities;
    private final RecordingAccess access;

    MadeRoutes(OpenStore files, Capabilities capabilities, RecordingAccess access) {
        this.files = files;
        this.capabilities = capabilities;
        this.access = access;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(
                RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD)
                        .and(RequestPredicates.path("/hls/{recording}/{capability}/" + DIRECTORY + "/{file}")),
                this::made);
    }

    private ServerResponse made(ServerRequest request) {
        String file = request.pathVariable("file");
        Optional<MediaType> type = KNOWN.entrySet().stream()
                .filter(one -> one.getKey().matcher(file).matches())
                .map(Map.Entry::getValue)
                .findFirst();
        Optional<Path> found = RecordingName.parse(request.pathVariable("recording"))
                .filter(name -> type.isPresent())
                .filter(name -> access.terms(name)
                        .filter(terms -> capabilities.isGood(request.pathVariable("capability"), name, terms))
                        .isPresent())
                .flatMap(name -> files.store().map(store -> store.exports(name)))
                .map(directory -> directory.resolve(file))
                .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
        return found.isEmpty()
                ? ServerResponse.notFound().cacheControl(CacheControl.noStore()).build()
                : ServerResponse.ok()
                        .contentType(type.orElseThrow())
                        .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                        .body(new FileSystemResource(found.get()));
    }
}
