package live.griot.tools.publish;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import live.griot.tools.http.Account;
import live.griot.tools.http.Failures;
import live.griot.tools.http.HostedSession;
import live.griot.tools.http.SdpEndpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Goes live with a file or a test pattern. Ends its own process, for libwebrtc's threads do not survive an orderly end. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Goes live with a video file or a test pattern.",
            "",
            "By WHIP, to any server: --whip-url and a token. By account, on a Griot: --server, --handle and --password-file; a public session is made, and ended at the end.",
            ""
        },
        exitCodeListHeading = "%nIt exits with%n",
        exitCodeList = {
            "0:it was all published",
            "1:it could not be, or the connection was lost",
            "2:an option is wrong",
            "3:a library is missing; the line says how to install it"
        })
public final class PublishCommand implements Callable<Integer> {
    /** The variable that a token may be in. */
    public static final String TOKEN_VARIABLE = "GRIOT_TOKEN";

    private static final int LACKS_LIBRARY = 3;
    private static final int GOODBYE_SECONDS = 5;
    private static final int MIN_KBPS = 100;
    private static final int MAX_KBPS = 20_000;
    private static final int MAX_LOOK = 6;

    /** What the picture is encoded in. */
    enum Codec {
        /** What every player and HLS take. */
        H264,
        /** What needs no licence. */
        VP8
    }

    /** How large the picture is. */
    enum Size {
        /** 640x360. */
        P360(640, 360),
        /** 1280x720. */
        P720(1_280, 720);

        final int width;
        final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--whip-url", paramLabel = "URL", description = "Where to publish.")
    private @Nullable URI whipUrl;

    @Option(
            names = "--token",
            description = "The bearer: a ticket, or what the server asks for. Without, the variable " + TOKEN_VARIABLE
                    + ", else none.")
    private @Nullable String token;

    @Mixin
    private Account account = new Account();

    @Option(
            names = "--title",
            defaultValue = "Live from the command line",
            description = "With --server: the session's (default: ${DEFAULT-VALUE}).")
    private String title = "";

    @Option(names = "--file", description = "What to publish: any file that ffmpeg decodes.")
    private @Nullable Path file;

    @Option(
            names = "--pattern",
            description = "Publish a test pattern with a clock and a soft tone each second; so it is without --file.")
    private boolean pattern;

    @Option(names = "--loop", description = "With --file: from the beginning again at its end.")
    private boolean loop;

    @Option(
            names = "--ffmpeg",
            paramLabel = "PROGRAM",
            description = "The ffmpeg that decodes the file; without, the one on the PATH.")
    private @Nullable Path ffmpeg;

    @Option(
            names = "--codec",
            defaultValue = "H264",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Codec codec = Codec.H264;

    @Option(
            names = "--size",
            defaultValue = "P720",
            description = "${COMPLETION-CANDIDATES}, at 30 pictures a second (default ${DEFAULT-VALUE}).")
    private Size size = Size.P720;

    @Option(
            names = "--bitrate",
            defaultValue = "2000",
            paramLabel = "KBIT/S",
            description = "The most that the picture may take, 100 to 20000 (default ${DEFAULT-VALUE}).")
    private int kbps;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "After how long to end; without, at the end of the file, or when interrupted.")
    private @Nullable Integer seconds;

    @Option(
            names = "--look",
            defaultValue = "0",
            hidden = true,
            description = "Which bar of the pattern is the first, 0 to 6.")
    private int look;

    @Option(
            names = "--until-input-ends",
            hidden = true,
            description = "Ends when standard input does, as it does with who started this process.")
    private boolean untilInputEnds;

    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    @Override
    public Integer call() throws InterruptedException {
        check();
        LibWebRtc library;
        try {
            library = LibWebRtc.load();
        } catch (LibWebRtc.Lacking lacking) {
            say(Failures.sentence(lacking));
            return LACKS_LIBRARY;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::endBySignal, "end"));
        if (untilInputEnds) {
            Thread.ofPlatform().daemon().name("input").start(this::endWithInput);
        }
        Ending why = publish(library);
        say(why.sentence());
        halt(why.exitCode());
        return why.exitCode();
    }

    private Ending publish(LibWebRtc library) throws InterruptedException {
        HostedSession session = null;
        WhipPublisher publisher = null;
        try (Source source = source()) {
            SdpEndpoint whip;
            if (whipUrl == null) {
                session = HostedSession.start(account.signIn(), title, "");
                whip = session.whip();
            } else {
                whip = new SdpEndpoint(whipUrl, token());
            }
            publisher = library.publisher(
                    whip, () -> ending.complete(Ending.failed("The connection is lost, or the server ended it")));
            publisher.connect(codec.name(), 1_000 * kbps);
            say(session == null ? "On air" : "On air: session " + session.id());
            new Broadcast(source, publisher, Frame.of(size.width, size.height), ending).start();
            if (seconds != null) {
                ending.completeOnTimeout(Ending.OF_THE_SOURCE, seconds, TimeUnit.SECONDS);
            }
            return ending.join();
        } catch (IOException failure) {
            return Ending.failed(Failures.sentence(failure));
        } finally {
            if (publisher != null) {
                publisher.leave();
            }
            if (session != null) {
                session.end();
            }
        }
    }

    private Source source() throws IOException {
        return file == null
                ? new TestPattern(size.width, size.height, look, Clock.system(ZoneId.systemDefault()))
                : VideoFile.open(file, ffmpeg, size.width, size.height, loop);
    }

    private String token() {
        return token != null ? token : Objects.requireNonNullElse(System.getenv(TOKEN_VARIABLE), "");
    }

    private void check() {
        if (file != null && pattern) {
            throw refusal("Give --file or --pattern, not both");
        }
        if ((whipUrl == null) == (account.server() == null)) {
            throw refusal("Give either --whip-url, or --server with an account");
        }
        if (kbps < MIN_KBPS || kbps > MAX_KBPS) {
            throw refusal("--bitrate must be %d to %d kbit/s".formatted(MIN_KBPS, MAX_KBPS));
        }
        if (seconds != null && seconds < 1) {
            throw refusal("--duration must be a second or more");
        }
        if (look < 0 || look > MAX_LOOK) {
            throw refusal("--look must be 0 to %d".formatted(MAX_LOOK));
        }
    }

    private ParameterException refusal(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    /** The main thread says the goodbyes and halts; it has so long for them. */
    private void endBySignal() {
        ending.complete(Ending.BY_SIGNAL);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(GOODBYE_SECONDS));
        halt(Ending.BY_SIGNAL.exitCode());
    }

    private void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // What is said does not matter.
            }
        } catch (IOException gone) {
            // So is who started this process.
        }
        ending.complete(Ending.OF_THE_SOURCE);
    }

    private void say(String sentence) {
        if (!sentence.isEmpty()) {
            Objects.requireNonNull(spec).commandLine().getErr().println(sentence);
        }
    }

    /** At once: libwebrtc's threads do not survive an orderly end of the JVM. */
    private static void halt(int status) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }
}
