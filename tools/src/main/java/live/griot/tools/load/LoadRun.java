package live.griot.tools.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import live.griot.edge.dtls.DtlsCertificate;
import live.griot.tools.http.Failures;
import live.griot.tools.http.SdpEndpoint;
import org.jspecify.annotations.Nullable;

/** One run: a publisher, viewers that join, a while to warm up, a while that is measured, a moment for what is still under way. */
final class LoadRun implements AutoCloseable {
    private static final int FIRST_JOIN_ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofMillis(700);
    private static final int MAX_REASONS = 5;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final DtlsCertificate certificate = DtlsCertificate.selfSigned(Instant.now());
    private final LoadPlan plan;
    private final Consumer<String> progress;
    private final List<ViewerLoop> loops = new ArrayList<>();
    private final List<Joined> joined = new ArrayList<>();
    private final Set<String> reasons = new ConcurrentSkipListSet<>();
    private @Nullable LoadPublisher publisher;

    /** Gives each viewer the endpoint it joins at. */
    interface Entrance {
        /** Returns where to offer; may block. Throws {@link IOException} with a sentence when nobody is let in. */
        SdpEndpoint next() throws IOException, InterruptedException;
    }

    private record Joined(Viewer viewer, SdpEndpoint whep) {}

    LoadRun(LoadPlan plan, Consumer<String> progress) throws IOException {
        this.plan = plan;
        this.progress = progress;
        for (int number = 0; number < plan.threads(); number++) {
            loops.add(new ViewerLoop(number));
        }
    }

    /** Publishes from now until the run is closed. */
    void publish(SdpEndpoint whip) throws IOException, InterruptedException {
        LoadPublisher fresh = new LoadPublisher(whip, certificate);
        publisher = fresh;
        fresh.begin(plan.targets());
        progress.accept("publishing to " + whip.url());
    }

    /** Has some join and leave again, uncounted, so that what joins later does not pay for what starts slowly here. */
    private void rehearse(Entrance entrance) throws IOException, InterruptedException {
        for (int number = 0; number < plan.rehearsals(); number++) {
            Joined one = joinPatiently(entrance);
            one.viewer().leave(one.whep());
        }
    }

    /** Lets the viewers in, and measures; blocks until that is done. Throws {@link IOException} with a sentence when nobody could join. */
    LoadResult measure(Entrance entrance) throws IOException, InterruptedException {
        if (plan.viewers() > 0) {
            rehearse(entrance);
            joined.add(joinPatiently(entrance));
            joinOthers(entrance);
        }
        progress.accept("%d of %d viewers connected".formatted(joined.size(), plan.viewers()));
        rest(plan.warmUp());
        ProcessUsage before = usage();
        long own = system.getProcessCpuTime();
        loops.forEach(ViewerLoop::mark);
        long sentBefore = sentPictures();
        long began = System.nanoTime();
        rest(plan.measured());
        LoopFigures seen = new LoopFigures();
        loops.forEach(loop -> seen.add(loop.stop()));
        double seconds = (System.nanoTime() - began) / 1e9;
        long ownUsed = system.getProcessCpuTime() - own;
        long sentAtEnd = sentPictures();
        ProcessUsage after = usage();
        LockSupport.parkNanos(DRAIN.toNanos());
        List<ViewerLoop.Losses> losses = loops.stream().map(ViewerLoop::losses).toList();
        return new LoadResult(
                plan,
                joined.stream().map(one -> one.viewer().times()).toList(),
                List.copyOf(reasons),
                joined.stream().filter(one -> one.viewer().lost() != null).count(),
                seconds,
                seen,
                losses.stream().mapToLong(ViewerLoop.Losses::pictureLost).sum(),
                losses.stream().mapToLong(ViewerLoop.Losses::soundLost).sum(),
                losses.stream().mapToLong(ViewerLoop.Losses::jumps).sum(),
                ownUsed,
                before,
                after,
                publisher == null ? -1 : sentAtEnd - sentBefore,
                publisher == null ? 0 : publisher.sentAgain());
    }

    /** A server may need a moment until what was published can be watched. */
    private Joined joinPatiently(Entrance entrance) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Viewer viewer = loops.get(0).add(0, certificate, plan.demands());
            SdpEndpoint whep = entrance.next();
            try {
                viewer.join(whep, plan.targets());
                return new Joined(viewer, whep);
            } catch (IOException refused) {
                viewer.leave(whep);
                if (attempt == FIRST_JOIN_ATTEMPTS) {
                    throw refused;
                }
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
    }

    private void joinOthers(Entrance entrance) throws InterruptedException {
        Semaphore places = new Semaphore(plan.atOnce());
        try (ExecutorService joining = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 1; number < plan.viewers(); number++) {
                places.acquire();
                Viewer viewer = loops.get(number % loops.size()).add(number, certificate, plan.demands());
                joining.execute(() -> {
                    try {
                        join(viewer, entrance);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }

    private void join(Viewer viewer, Entrance entrance) {
        try {
            SdpEndpoint whep = entrance.next();
            try {
                viewer.join(whep, plan.targets());
            } catch (IOException | RuntimeException refused) {
                viewer.leave(whep);
                throw refused;
            }
            synchronized (joined) {
                joined.add(new Joined(viewer, whep));
            }
        } catch (IOException | RuntimeException refused) {
            if (reasons.size() < MAX_REASONS) {
                reasons.add(Failures.sentence(refused));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void rest(Duration duration) throws IOException, InterruptedException {
        long until = System.nanoTime() + duration.toNanos();
        while (until - System.nanoTime() > 0) {
            Thread.sleep(Math.clamp(TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()), 1, 200));
            complain();
        }
    }

    /** A run whose own parts are gone measures nothing. */
    private void complain() throws IOException {
        if (publisher != null && publisher.lost() != null) {
            throw new IOException("The publisher is gone: " + publisher.lost());
        }
        for (ViewerLoop loop : loops) {
            if (loop.failure() != null) {
                throw new IOException("The driver itself failed", loop.failure());
            }
        }
    }

    private long sentPictures() {
        return publisher == null ? 0 : publisher.pictures();
    }

    private @Nullable ProcessUsage usage() throws IOException {
        return plan.pid() == null ? null : ProcessUsage.of(plan.pid());
    }

    /** Everybody leaves. */
    @Override
    public void close() {
        try (ExecutorService leaving = Executors.newVirtualThreadPerTaskExecutor()) {
            Semaphore places = new Semaphore(plan.atOnce());
            for (Joined one : joined) {
                places.acquireUninterruptibly();
                leaving.execute(() -> {
                    one.viewer().leave(one.whep());
                    places.release();
                });
            }
        }
        if (publisher != null) {
            publisher.close();
        }
        loops.forEach(ViewerLoop::close);
    }
}
