package live.griot.recording.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs beside this one. What they read comes by their standard input and what they make by their standard output, so that they end
 * when this program does, however it ends: they read no more, and nobody takes what they write. They get nothing of this program's
 * environment, the lowest claim to the processor but one, and an end when they take too long, write too much, or do nothing. Thread-safe.
 */
final class Children {
    private static final Logger LOG = LoggerFactory.getLogger(Children.class);
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final Duration LOOKS = Duration.ofMillis(100);
    private final Bounds bounds;
    private final AtomicInteger running = new AtomicInteger();
    private final Map<Outcome, LongAdder> ended = new EnumMap<>(Outcome.class);

    /** How a program ended. */
    enum Outcome {
        /** By itself, and said that all is well. */
        WELL,
        /** By itself, and said that it failed; or somebody else ended it. */
        FAILED,
        /** It could not be started. */
        NOT_STARTED,
        /** It ran for too long. */
        TOO_LONG,
        /** It neither read nor wrote for too long. */
        HUNG,
        /** It wrote too much. */
        TOO_MUCH,
        /** What it makes is not wanted any more, or what it is to read or has made has no place. */
        STOPPED
    }

    /**
     * What a program may take.
     *
     * @param time how long it may run
     * @param silence how long it may neither read nor write
     * @param output how many bytes it may write
     */
    record Bounds(Duration time, Duration silence, long output) {}

    /** Writes what a program reads; it is closed afterwards. */
    @FunctionalInterface
    interface Input {
        void writeTo(OutputStream program) throws IOException;
    }

    Children(Bounds bounds) {
        this.bounds = bounds;
        for (Outcome outcome : Outcome.values()) {
            ended.put(outcome, new LongAdder());
        }
    }

    /** Returns how many run. */
    int running() {
        return running.get();
    }

    /** Returns how many ended so. */
    long ended(Outcome outcome) {
        return Objects.requireNonNull(ended.get(outcome)).sum();
    }

    /**
     * Runs a program to its end.
     *
     * @param command the program and its arguments
     * @param libraries where it finds its libraries, or null
     * @param output takes what it writes; not closed
     * @param stop asked again and again whether it is to end
     * @throws NotMadeException when it did not do its work
     * @throws StoppedException when it was told to stop
     * @throws IOException when what it reads cannot be read, or what it writes cannot be kept
     */
    void run(List<String> command, @Nullable Path libraries, Input input, OutputStream output, BooleanSupplier stop)
            throws NotMadeException, StoppedException, IOException {
        Process process = start(command, libraries);
        running.incrementAndGet();
        Outcome outcome = Outcome.STOPPED;
        Pipes pipes = new Pipes(process, input, output, bounds.output());
        try {
            outcome = await(process, pipes, stop);
            if (outcome != Outcome.WELL) {
                end(process); // Which closes its pipes: of one that ended by itself they are read to their ends.
            }
            pipes.join();
            pipes.throwFailure();
            outcome = outcome == Outcome.WELL && process.exitValue() != 0 ? Outcome.FAILED : outcome;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            outcome = Outcome.STOPPED;
        } finally {
            end(process);
            running.decrementAndGet();
            count(outcome);
        }
        tell(outcome, process, pipes, command);
    }

    private Process start(List<String> command, @Nullable Path libraries) throws NotMadeException {
        List<String> whole = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            whole.addAll(List.of(NICE.toString(), "-n", "18"));
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        if (libraries != null) {
            builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
        }
        try {
            return builder.start();
        } catch (IOException failure) {
            count(Outcome.NOT_STARTED);
            throw NotMadeException.thisTime("The video program could not be started", failure);
        }
    }

    private void count(Outcome outcome) {
        Objects.requireNonNull(ended.get(outcome)).increment();
    }

    private Outcome await(Process process, Pipes pipes, BooleanSupplier stop) throws InterruptedException {
        long began = System.nanoTime();
        while (!process.waitFor(LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
            long now = System.nanoTime();
            if (stop.getAsBoolean() || pipes.hasFailed()) {
                return Outcome.STOPPED;
            } else if (pipes.isTooMuch()) {
                return Outcome.TOO_MUCH;
            } else if (now - began > bounds.time().toNanos()) {
                return Outcome.TOO_LONG;
            } else if (!pipes.areWaiting()
                    && now - pipes.movedNanos() > bounds.silence().toNanos()) {
                return Outcome.HUNG;
            }
        }
        return pipes.isTooMuch() ? Outcome.TOO_MUCH : Outcome.WELL;
    }

    /** Ends a program and all that it started. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void tell(Outcome outcome, Process process, Pipes pipes, List<String> command)
            throws NotMadeException, StoppedException {
        switch (outcome) {
            case WELL -> {}
            case STOPPED -> throw new StoppedException();
            // Another try takes as long, and writes as much.
            case TOO_LONG -> throw NotMadeException.ever(told("The video program took too long", pipes, command));
            case TOO_MUCH -> throw NotMadeException.ever(told("The video program wrote too much", pipes, command));
            case HUNG ->
                throw NotMadeException.thisTime(told("The video program did nothing any more", pipes, command), null);
            case FAILED, NOT_STARTED ->
                throw NotMadeException.ofThisInput(
                        told("The video program ended with status %d".formatted(process.exitValue()), pipes, command));
        }
    }

    private static String told(String sentence, Pipes pipes, List<String> command) {
        LOG.warn("{}: {}; it said last: {}", sentence, String.join(" ", command), pipes.lastWords());
        return sentence;
    }
}
