package live.griot.app.admin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks what may hang, on a virtual thread each, and waits for nobody longer than a bound. What has not answered yet is not asked a second time, so
 * one question keeps one thread, however many ask. Answers may be as old as {@link #FRESH}. Thread-safe.
 */
final class TimelyAnswers {
    /** For so long an answer is given again. */
    static final Duration FRESH = Duration.ofSeconds(3);

    private final Duration patience;
    private final ConcurrentMap<String, Asked<?>> asked = new ConcurrentHashMap<>();

    /**
     * Waits that long at most.
     *
     * @param patience counted for each question from when it was begun
     */
    TimelyAnswers(Duration patience) {
        this.patience = patience;
    }

    /** A question that was begun, at that nano time. */
    static final class Asked<T> {
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final long sinceNanos = System.nanoTime();

        private boolean isOld() {
            return answer.isDone() && System.nanoTime() - sinceNanos > FRESH.toNanos();
        }
    }

    /** Begins a question, unless it was begun and its answer is still to come or fresh. */
    @SuppressWarnings("unchecked") // One name is one question, whose answers are of one type.
    <T> Asked<T> begin(String name, Supplier<T> question) {
        return (Asked<T>) asked.compute(name, (same, before) -> {
            if (before != null && !before.isOld()) {
                return before;
            }
            Asked<T> fresh = new Asked<>();
            Thread.ofVirtual().name("health-" + name).start(() -> fresh.answer.completeAsync(question, Runnable::run));
            return fresh;
        });
    }

    /** Returns the answer, or empty where there is none in time. Throws {@link IllegalStateException} where the question failed. */
    <T> Optional<T> await(Asked<T> question) {
        long leftNanos = patience.toNanos() - (System.nanoTime() - question.sinceNanos);
        try {
            return Optional.of(question.answer.get(Math.max(0, leftNanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }
}
