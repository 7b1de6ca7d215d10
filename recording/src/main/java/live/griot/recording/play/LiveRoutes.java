package live.griot.recording.play;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.Refused;
import live.griot.recording.hls.Capabilities;
import live.griot.recording.store.RecordingName;
import live.griot.recording.window.LiveTerms;
import live.griot.recording.window.LiveWindows;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The address of a live, the same for as long as it lasts: it leads to what there is of it now, a recording that runs or what is prepared from now on.
 * Thread-safe; waits on the thread that asks.
 */
final class LiveRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final LiveWindows windows;
    private final LiveTerms lives;
    private final Capabilities capabilities;
    private final HlsAddresses addresses;

    LiveRoutes(LiveWindows windows, LiveTerms lives, Capabilities capabilities, HlsAddresses addresses) {
        this.windows = windows;
        this.lives = lives;
        this.capabilities = capabilities;
        this.addresses = addresses;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route(
                RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD)
                        .and(RequestPredicates.path(HlsAddresses.LIVE + "/{session}/{capability}/live.m3u8")),
                this::live);
    }

    private ServerResponse live(ServerRequest request) {
        String capability = request.pathVariable("capability");
        Optional<SessionId> session = RecordingName.parse(request.pathVariable("session"))
                .filter(name -> lives.of(new SessionId(name.value()))
                        .filter(terms -> capabilities.isGood(capability, name, terms))
                        .isPresent())
                .map(name -> new SessionId(name.value()))
                .filter(windows::isOn);
        return session.isEmpty()
                ? ServerResponse.notFound().cacheControl(CacheControl.noStore()).build()
                : leadOn(session.get());
    }

    private ServerResponse leadOn(SessionId session) {
        try {
            String now = addresses
                    .recorded(session)
                    .orElseGet(() -> addresses.of(session, windows.watch(session, PATIENCE)));
            return ServerResponse.temporaryRedirect(URI.create(now))
                    .cacheControl(CacheControl.noStore())
                    .build();
        } catch (Refused no) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.valueOf(no.code().status()), no.detail());
            problem.setTitle(no.code().title());
            problem.setProperty("code", no.code().name());
            ServerResponse.BodyBuilder answer = ServerResponse.status(problem.getStatus())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .cacheControl(CacheControl.noStore());
            Duration wait = no.retryAfter();
            return (wait == null ? answer : answer.header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds())))
                    .body(problem);
        }
    }
}
