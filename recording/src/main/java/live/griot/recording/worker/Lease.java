package live.griot.recording.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import live.griot.api.store.StoreFailure;
import live.griot.recording.lifecycle.Recordings;

/** What keeps a job its maker's. It is renewed by whoever asks whether to go on. Thread-safe. */
final class Lease implements Making {
    /** How long a job is kept for who makes it, unless they say that they are at it still. */
    static final Duration LENGTH = Duration.ofSeconds(30);

    private static final Duration RENEWS = Duration.ofSeconds(2);
    private static final int ALMOST = 99;

    private final Job job;
    private final String claim;
    private final Jobs jobs;
    private final Recordings recordings;
    private final Clock clock;
    private final Duration longest;
    private final BooleanSupplier running;
    private final long beganNanos = System.nanoTime();
    private int percent;
    private boolean lost;
    private boolean deleted;
    private long renewedNanos = System.nanoTime();

    /** Keeps a job that was taken by that claim, for as long as its maker runs, and at most for so long. */
    Lease(
            Job job,
            String claim,
            Jobs jobs,
            Recordings recordings,
            Clock clock,
            Duration longest,
            BooleanSupplier running) {
        this.longest = longest;
        this.job = job;
        this.claim = claim;
        this.jobs = jobs;
        this.recordings = recordings;
        this.clock = clock;
        this.running = running;
    }

    /** Returns what the job was taken by. */
    String claim() {
        return claim;
    }

    @Override
    public synchronized boolean isStopped() {
        if (System.nanoTime() - renewedNanos > RENEWS.toNanos()) {
            renew();
        }
        return lost || deleted || isOverdue() || !running.getAsBoolean();
    }

    /** Returns whether it takes longer than anything may. */
    boolean isOverdue() {
        return System.nanoTime() - beganNanos > longest.toNanos();
    }

    /** A database that is away is no reason to end what it does not know to be another's. */
    private void renew() {
        renewedNanos = System.nanoTime();
        try {
            deleted = isDeleted();
            lost = !jobs.renew(job, claim, percent, now().plus(LENGTH));
        } catch (RuntimeException failure) {
            if (!StoreFailure.isOne(failure)) {
                throw failure;
            }
        }
    }

    private boolean isDeleted() {
        return recordings.find(job.recording()).filter(Worker::isDeleted).isPresent();
    }

    @Override
    public synchronized void reached(int now) {
        percent = Math.clamp(now, percent, ALMOST);
    }

    /** Returns whether to end, by what the database says now. */
    synchronized boolean isUnwanted() {
        deleted = isDeleted();
        return deleted || lost || !running.getAsBoolean();
    }

    /** Gives the job back, or forgets it with its recording. */
    synchronized void end() {
        if (isUnwanted() && deleted) {
            jobs.forget(job.recording());
        } else if (!lost) {
            jobs.release(job, claim, now());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
