package live.griot.tools.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import live.griot.tools.http.Account;
import live.griot.tools.http.Failures;
import live.griot.tools.http.GriotClient;
import live.griot.tools.http.HostedSession;
import live.griot.tools.http.OwnMachine;
import live.griot.tools.http.SdpEndpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts a WHIP and WHEP server under load and tells what its viewers saw. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts a WHIP and WHEP server of this machine under load, and tells what its viewers saw and what it cost.",
            "",
            "Any server: --whip-url and --whep-url. A Griot: --server, with an account that publishes (--handle) or the session to watch (--session).",
            "What is published is made, not recorded: 720p at 30 frames a second in H.264, 2.5 Mbit/s, and silence in Opus.",
            ""
        },
        exitCodeListHeading = "%nIt exits with%n",
        exitCodeList = {"0:it was measured", "1:it could not be", "2:an option is wrong"})
public final class LoadCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int PER_MILLE_A_PERCENT = 10;
    private static final String TITLE = "Load";

    /** What is published. */
    enum Published {
        /** A stream that is made: see {@link SyntheticVideo}. */
        SYNTHETIC,
        /** Nothing: somebody else publishes. */
        NONE
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--whip-url", paramLabel = "URL", description = "Where to publish.")
    private @Nullable URI whipUrl;

    @Option(names = "--whep-url", paramLabel = "URL", description = "Where to play.")
    private @Nullable URI whepUrl;

    @Option(names = "--token", defaultValue = "", description = "The bearer for both; empty for none.")
    private String token = "";

    @Mixin
    private Account account = new Account();

    @Option(names = "--session", paramLabel = "ID", description = "With --server: the public session to watch.")
    private @Nullable String session;

    @Option(
            names = "--publish",
            defaultValue = "synthetic",
            description = "synthetic (default), or none to watch only.")
    private Published published = Published.SYNTHETIC;

    @Option(
            names = "--viewers",
            defaultValue = "10",
            description = "How many watch, 0 to 2000 (default ${DEFAULT-VALUE}).")
    private int viewers;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long it is measured, 1 to 600 (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "How long everybody watches before that, 0 to 300 (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--rehearsals",
            defaultValue = "5",
            paramLabel = "N",
            description =
                    "How many join and leave before anybody counts, 0 to 100 (default ${DEFAULT-VALUE}): the driver's own first joins are slow.")
    private int rehearsals;

    @Option(
            names = "--at-once",
            defaultValue = "8",
            description = "How many join at the same time, 1 to 64 (default ${DEFAULT-VALUE}).")
    private int atOnce;

    @Option(
            names = "--loss",
            defaultValue = "0",
            paramLabel = "PERCENT",
            description = "How much of what arrives each viewer throws away, 0 to 50 (default ${DEFAULT-VALUE}).")
    private double loss;

    @Option(
            names = "--open-every",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "Opens one of N datagrams, 1 to 1000 (default ${DEFAULT-VALUE}: all). The first of each picture and what was sent again are always opened.")
    private int openEvery;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "Threads that read the viewers' sockets, 1 to 8 (default ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--pid", description = "The server's process: its CPU and memory are told.")
    private @Nullable Long pid;

    @Option(names = "--i-own-this-server", description = "Allows a server on another machine. Load only what is yours.")
    private boolean owned;

    @Override
    public Integer call() throws InterruptedException {
        LoadPlan plan = plan();
        refuseOthersServers();
        HostedSession hosted = null;
        try (LoadRun run = new LoadRun(plan, this::tell)) {
            if (account.server() == null) {
                return measure(run, whipUrl == null ? null : new SdpEndpoint(whipUrl, token), this::anyWhep);
            }
            String watched = session;
            if (published == Published.SYNTHETIC) {
                hosted = HostedSession.start(account.signIn(), TITLE, "Put under load");
                watched = hosted.id();
            }
            GriotClient anybody = new GriotClient(account.server());
            String id = Objects.requireNonNull(watched);
            return measure(run, hosted == null ? null : hosted.whip(), () -> anybody.join(id)
                    .whep());
        } catch (IOException failure) {
            err().println(Failures.sentence(failure));
            return FAILED;
        } finally {
            if (hosted != null) {
                hosted.end();
            }
        }
    }

    private int measure(LoadRun run, @Nullable SdpEndpoint whip, LoadRun.Entrance entrance)
            throws IOException, InterruptedException {
        if (whip != null && published == Published.SYNTHETIC) {
            run.publish(whip);
        }
        LoadResult result = run.measure(entrance);
        new LoadReport(result, out()).print();
        return result.joins().size() == result.plan().viewers() ? DONE : FAILED;
    }

    private SdpEndpoint anyWhep() {
        return new SdpEndpoint(Objects.requireNonNull(whepUrl), token);
    }

    private LoadPlan plan() {
        demand("--viewers", viewers, 0, LoadPlan.MAX_VIEWERS);
        demand("--seconds", seconds, 1, (double) LoadPlan.MAX_MEASURED.toSeconds());
        demand("--warm-up", warmUp, 0, (double) LoadPlan.MAX_WARM_UP.toSeconds());
        demand("--rehearsals", rehearsals, 0, LoadPlan.MAX_REHEARSALS);
        demand("--at-once", atOnce, 1, LoadPlan.MAX_AT_ONCE);
        demand("--threads", threads, 1, LoadPlan.MAX_THREADS);
        demand("--open-every", openEvery, 1, LoadPlan.MAX_OPEN_EVERY);
        demand("--loss", loss, 0, LoadPlan.MAX_LOSS_PERCENT);
        boolean griot = account.server() != null;
        if (griot == (whipUrl != null || whepUrl != null)) {
            throw refusal("Give either --server, or --whip-url and --whep-url");
        }
        if (griot && published == Published.NONE && session == null) {
            throw refusal("With --publish none, --session says what to watch");
        }
        if (griot && published == Published.SYNTHETIC && session != null) {
            throw refusal("A session is made for what is published: leave out --session, or say --publish none");
        }
        if (!griot && whepUrl == null && viewers > 0) {
            throw refusal("Give --whep-url, or --viewers 0");
        }
        if (!griot && whipUrl == null && published == Published.SYNTHETIC) {
            throw refusal("Give --whip-url, or --publish none");
        }
        return new LoadPlan(
                viewers,
                rehearsals,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds),
                threads,
                atOnce,
                new Viewer.Demands(openEvery, (int) Math.round(loss * PER_MILLE_A_PERCENT)),
                new Targets(owned),
                pid);
    }

    private void refuseOthersServers() {
        for (URI url : new URI[] {account.server(), whipUrl, whepUrl}) {
            if (url != null && url.getHost() == null) {
                throw refusal("%s is no address of a server".formatted(url));
            }
            if (url != null && !owned && !OwnMachine.has(url)) {
                throw refusal(
                        "%s is not this machine. A load can put a server out of service: --i-own-this-server says that it is yours"
                                .formatted(url.getHost()));
            }
        }
    }

    private void demand(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw refusal("%s must be %.0f to %.0f".formatted(option, least, most));
        }
    }

    private ParameterException refusal(String sentence) {
        return new ParameterException(commandLine(), sentence);
    }

    private void tell(String progress) {
        err().println(progress);
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
