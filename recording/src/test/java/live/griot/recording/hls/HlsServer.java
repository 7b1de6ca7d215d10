package live.griot.recording.hls;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import live.griot.recording.playlist.ClipRange;
import live.griot.recording.store.FarPlace;
import live.griot.recording.store.FarStore;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.function.RouterFunction;

/** Serves a store's recordings over HTTP, as a program does that imports {@link HlsConfiguration}; counts what it is asked. */
final class HlsServer implements AutoCloseable {
    /** What is asked of it, in the order in which it was. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    final RecordingStore store;
    final HlsRecordings recordings;
    final Capabilities capabilities;
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T10:30:00Z"));

    /** The clips that there are, by their ids. */
    final Map<String, ClipRange> clips = new ConcurrentHashMap<>();

    private final Map<RecordingName, RecordingAccess.Terms> terms = new ConcurrentHashMap<>();
    private final ConfigurableApplicationContext server;
    private final HttpClient client = HttpClient.newHttpClient();

    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import(HlsConfiguration.class)
    static class Program {}

    private HlsServer(Path directory, Duration longestWait, @Nullable FarPlace elsewhere) {
        SecretKeySpec key =
                new SecretKeySpec("a key that nobody but the test has".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        server = new SpringApplicationBuilder(Program.class)
                .web(WebApplicationType.SERVLET)
                .initializers((GenericApplicationContext context) -> {
                    context.registerBean(
                            RecordingStore.class, () -> open(directory, context.getBean(HlsNews.class), elsewhere));
                    context.registerBean(
                            HlsRecordings.Source.class,
                            () -> name -> context.getBean(RecordingStore.class).read(name));
                    context.registerBean(RecordingAccess.class, () -> name -> Optional.ofNullable(terms.get(name)));
                    context.registerBean(ClipRanges.class, () -> (name, clip) -> Optional.ofNullable(clips.get(clip)));
                    context.registerBean(HlsKey.class, () -> () -> key);
                    context.registerBean(InstantSource.class, () -> now::get);
                    context.registerBean("counting", Filter.class, () -> (request, response, chain) -> {
                        HttpServletRequest http = (HttpServletRequest) request;
                        asked.add(http.getRequestURI()
                                + (http.getQueryString() == null ? "" : "?" + http.getQueryString()));
                        chain.doFilter(request, response);
                    });
                    if (!longestWait.equals(HlsLimits.LONGEST_WAIT)) {
                        context.registerBean("hlsRoutes", RouterFunction.class, () -> new HlsRoutes(
                                        context.getBean(HlsRecordings.class),
                                        context.getBean(Capabilities.class),
                                        context.getBean(RecordingAccess.class),
                                        context.getBean(ClipRanges.class),
                                        longestWait)
                                .routes());
                    }
                })
                .run(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--spring.threads.virtual.enabled=true",
                        "--spring.main.allow-bean-definition-overriding=true");
        store = server.getBean(RecordingStore.class);
        recordings = server.getBean(HlsRecordings.class);
        capabilities = server.getBean(Capabilities.class);
    }

    /** Serves the recordings of a directory. */
    static HlsServer of(Path directory) {
        return new HlsServer(directory, HlsLimits.LONGEST_WAIT, null);
    }

    /** Serves them, and what is no more there from elsewhere. */
    static HlsServer of(Path directory, FarStore elsewhere) {
        return new HlsServer(directory, HlsLimits.LONGEST_WAIT, new FarPlace(elsewhere, 1 << 20));
    }

    /** Serves them, and keeps those who wait no longer than that. */
    static HlsServer waitingAtMost(Path directory, Duration longestWait) {
        return new HlsServer(directory, longestWait, null);
    }

    private static RecordingStore open(Path directory, HlsNews news, @Nullable FarPlace elsewhere) {
        try {
            return elsewhere == null
                    ? RecordingStore.open(directory, news)
                    : RecordingStore.open(directory, news, elsewhere);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lets everybody play a recording. */
    void allow(RecordingName recording) {
        terms.put(recording, new RecordingAccess.Terms(true, 0));
    }

    /** Lets those play a recording who have a capability of that generation. */
    void restrict(RecordingName recording, long generation) {
        terms.put(recording, new RecordingAccess.Terms(false, generation));
    }

    /** Returns the capability that is given out now. */
    String capability(RecordingName recording) {
        return capabilities.of(recording, Objects.requireNonNull(terms.get(recording)));
    }

    /** Returns the address of what a recording that everybody may play has under a path. */
    URI address(RecordingName recording, String path) {
        return root().resolve("/hls/%s/public/%s".formatted(recording, path));
    }

    URI root() {
        return URI.create("http://localhost:" + server.getEnvironment().getProperty("local.server.port"));
    }

    /** Asks for what is at an address, with these headers and their values in turn. */
    HttpResponse<byte[]> get(URI address, String... headers) throws IOException, InterruptedException {
        return send("GET", address, headers);
    }

    HttpResponse<byte[]> send(String method, URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Returns the text at an address, which has to be there. */
    String text(URI address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(address);
        if (answer.statusCode() != 200) {
            throw new AssertionError("%d for %s".formatted(answer.statusCode(), address));
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Returns the parts of a playlist that are addresses. */
    static List<String> addresses(String playlist) {
        return playlist.lines().filter(line -> !line.startsWith("#")).toList();
    }

    @Override
    public void close() throws IOException {
        client.shutdownNow();
        server.close();
    }
}
