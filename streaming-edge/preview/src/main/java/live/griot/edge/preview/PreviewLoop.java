package live.griot.edge.preview;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.griot.api.id.SessionId;
import live.griot.api.session.Previews;
import live.griot.edge.sfu.KeyFrame;
import live.griot.edge.sfu.MediaEdge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes a key frame of each live now and then, and has pictures made of them: on two threads of its own, of the lowest priority. The one that
 * decodes rests three times as long as it works, so that it takes a quarter of a core at most, however many are live.
 */
@Component
class PreviewLoop implements SmartLifecycle {
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    /** A picture that was not renewed for so many intervals shows nothing that still is. */
    private static final int STALE = 8;

    /** How long a session has no previews whose frames cost more than they may. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final int REST = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(PreviewLoop.class);

    private final MediaEdge edge;
    private final PreviewMaker maker;
    private final Previews previews;
    private final PreviewProperties properties;
    private final Clock clock;
    private final PreviewSchedule schedule;
    private final WaitingFrames waiting = new WaitingFrames();
    private volatile @Nullable Running running;
    private long sweptNanos;

    PreviewLoop(MediaEdge edge, PreviewMaker maker, Previews previews, PreviewProperties properties, Clock clock) {
        this.edge = edge;
        this.maker = maker;
        this.previews = previews;
        this.properties = properties;
        this.clock = clock;
        this.schedule = new PreviewSchedule(properties.interval().toNanos());
    }

    /** A step of one of the threads. */
    private interface Step {
        void run(CountDownLatch stopped) throws InterruptedException;
    }

    private record Running(CountDownLatch stopped, List<Thread> threads) {}

    /** Asks for what is due. */
    void round(long nowNanos) {
        List<String> sessions = edge.routers();
        schedule.retain(sessions);
        for (String session : sessions) {
            PreviewSchedule.Due due = schedule.of(session, nowNanos);
            if (due != PreviewSchedule.Due.NOT_YET) {
                edge.nextKeyFrame(
                        session, StillPicture.CODECS, due == PreviewSchedule.Due.NOW, frame -> caught(session, frame));
            }
        }
        if (nowNanos - sweptNanos >= SWEEP.toNanos()) {
            sweptNanos = nowNanos;
            previews.sweep(clock.instant().minus(properties.interval().multipliedBy(STALE)));
        }
    }

    private void caught(String session, KeyFrame frame) {
        schedule.taken(session, System.nanoTime());
        if (!waiting.put(session, frame)) {
            maker.fail(new SessionId(session), PreviewMaker.Cause.NO_ROOM, "too large a frame, or too many that wait");
        }
    }

    private void look(CountDownLatch stopped) throws InterruptedException {
        round(System.nanoTime());
        rest(stopped, ROUND.toNanos());
    }

    private void decode(CountDownLatch stopped) throws InterruptedException {
        WaitingFrames.Waiting next = waiting.poll(ROUND);
        if (next != null) {
            long began = System.nanoTime();
            boolean bearable = maker.make(new SessionId(next.session()), next.frame());
            long ended = System.nanoTime();
            if (!bearable) {
                schedule.pause(next.session(), ended + PAUSE.toNanos());
                LOG.info("No previews of {} for {}: its key frames take too long to decode", next.session(), PAUSE);
            }
            rest(stopped, (ended - began) * REST);
        }
    }

    private static void rest(CountDownLatch stopped, long nanos) throws InterruptedException {
        var _ = stopped.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Does it again and again until all is stopped; a failed step must not end those to come. */
    private static void again(Step step, CountDownLatch stopped) {
        try {
            while (stopped.getCount() > 0) {
                try {
                    step.run(stopped);
                } catch (Throwable failure) {
                    LOG.error("Previews could not be made", failure);
                    rest(stopped, ROUND.toNanos());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(String name, Step step, CountDownLatch stopped) {
        return Thread.ofPlatform()
                .name(name)
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> again(step, stopped));
    }

    @Override
    public void start() {
        if (properties.enabled()) {
            sweptNanos = System.nanoTime() - SWEEP.toNanos();
            CountDownLatch stopped = new CountDownLatch(1);
            running = new Running(
                    stopped,
                    List.of(
                            thread("preview-look", this::look, stopped),
                            thread("preview-decode", this::decode, stopped)));
        }
    }

    /** Waits for what is being done: the embedded database takes it ill when a thread that writes is interrupted. */
    @Override
    public void stop() {
        Running ending = running;
        running = null;
        if (ending != null) {
            ending.stopped.countDown();
            waiting.wake();
            ending.threads.forEach(PreviewLoop::await);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
