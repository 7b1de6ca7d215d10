package live.griot.app.race;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets several do something at once: each on a thread of its own, all held by one barrier until the last is there. */
final class Together {
    /** What one side may be ahead of another, so that over many runs each comes first now and then. */
    private static final int HEAD_START_NANOS = 4_000_000;

    private static final ScopedValue<Integer> NODE = ScopedValue.newInstance();

    private Together() {}

    /** Returns what each was told, in the order in which they are given here. */
    @SafeVarargs
    static List<String> together(Supplier<String>... sides) {
        return run(List.of(sides));
    }

    /** Lets each of many do the same; returns what they were told, in their order. */
    static <T> List<String> together(Collection<T> many, Function<T, String> deed) {
        return run(many.stream()
                .<Supplier<String>>map(one -> () -> deed.apply(one))
                .toList());
    }

    /**
     * Returns at which of so many nodes the running side does what it does: the first where no race is run; in a race now all are
     * at the first, where locks in memory help and the store's stale reads harm, and now they take turns.
     */
    static int node(int nodes) {
        return NODE.orElse(0) % nodes;
    }

    private static List<String> run(List<Supplier<String>> sides) {
        CyclicBarrier barrier = new CyclicBarrier(sides.size());
        boolean allAtOnce = ThreadLocalRandom.current().nextBoolean();
        boolean atOneNode = ThreadLocalRandom.current().nextBoolean();
        List<Callable<String>> racers = new ArrayList<>();
        for (Supplier<String> side : sides) {
            int number = racers.size();
            racers.add(() -> {
                barrier.await();
                if (!allAtOnce) {
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(HEAD_START_NANOS));
                }
                return ScopedValue.where(NODE, atOneNode ? 0 : number).call(side::get);
            });
        }
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
            List<String> told = new ArrayList<>();
            for (Future<String> racer : threads.invokeAll(racers)) {
                told.add(racer.get());
            }
            return told;
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
