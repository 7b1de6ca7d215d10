package live.griot.recording.bucket;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import live.griot.recording.store.FarCopy;
import live.griot.recording.store.FarStore;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the bucket to what is wished: what is recorded here goes up, what is finished and there goes from here, what is deleted goes from
 * there. It looks at all of it again and again, so it does not matter what it missed or how the program before it ended. Owned by one thread.
 */
final class BucketRound {
    /** A file that was given up on may arrive so much later: the bucket is looked at twice for what is deleted. */
    static final Duration LATE = Duration.ofMinutes(15);

    /** After so many on end it is the bucket itself: each may take as long as the bucket's patience. */
    private static final int GIVES_UP_AFTER = 3;

    private static final Logger LOG = LoggerFactory.getLogger(BucketRound.class);

    private final Supplier<Optional<RecordingStore>> store;
    private final FarStore bucket;
    private final BucketRows rows;
    private final BucketState state;
    private final Clock clock;
    private final Map<RecordingName, FarCopy> copies = new HashMap<>();
    private final Set<RecordingName> damaged = new HashSet<>();
    /** Those for which something failed last. */
    private final Set<RecordingName> failed = new HashSet<>();

    /** Those that are complete, and of which nothing but the index is here. */
    private final Set<RecordingName> released = new HashSet<>();

    private @Nullable Set<RecordingName> complete;
    private @Nullable String trouble;
    private boolean hasCopied;

    BucketRound(
            Supplier<Optional<RecordingStore>> store,
            FarStore bucket,
            BucketRows rows,
            BucketState state,
            Clock clock) {
        this.store = store;
        this.bucket = bucket;
        this.rows = rows;
        this.state = state;
        this.clock = clock;
    }

    /**
     * Does some of what there is to do. What cannot be done for one recording is left for the next time, and the others are looked after.
     *
     * @return whether all of it could be done
     */
    boolean run() throws IOException {
        trouble = null;
        long before = state.copiedBytes();
        each(rows.toEmpty(clock.instant().minus(LATE)), this::empty);
        RecordingStore open = store.get().orElse(null);
        if (open != null) {
            copyAll(open);
        }
        hasCopied = state.copiedBytes() > before;
        if (trouble != null) {
            state.ill(trouble, waiting());
            return false;
        }
        state.well(waiting());
        return true;
    }

    /** Returns whether anything was copied when it ran last. */
    boolean hasCopied() {
        return hasCopied;
    }

    /** Something to do for a recording. */
    @FunctionalInterface
    private interface Step {
        void take(RecordingName name) throws IOException;
    }

    /** Does something for each, last for those for which it failed before; where it fails for several on end it is the bucket's trouble. */
    private void each(List<RecordingName> names, Step step) {
        List<RecordingName> inTurn = new ArrayList<>(names);
        inTurn.sort(Comparator.comparing(failed::contains));
        int onEnd = 0;
        for (RecordingName name : inTurn) {
            if (onEnd == GIVES_UP_AFTER) {
                return;
            }
            try {
                step.take(name);
                failed.remove(name);
                onEnd = 0;
            } catch (IOException failure) {
                failed.add(name);
                onEnd++;
                trouble = trouble == null ? String.valueOf(failure.getMessage()) : trouble;
            }
        }
    }

    /** Returns how many bytes wait to be copied, as far as was looked. */
    long waiting() {
        return copies.values().stream().mapToLong(FarCopy::waitingBytes).sum();
    }

    private void empty(RecordingName deleted) throws IOException {
        for (FarStore.FarFile file : bucket.list(deleted + "/")) {
            bucket.delete(file.key());
        }
        if (bucket.list(deleted + "/").isEmpty()) {
            rows.emptied(deleted, clock.instant());
        }
    }

    private void copyAll(RecordingStore open) throws IOException {
        List<RecordingName> here = open.recordings();
        copies.keySet().retainAll(here);
        damaged.retainAll(here);
        failed.retainAll(here);
        Set<RecordingName> all = complete;
        if (all == null) {
            all = new HashSet<>(rows.complete());
            complete = all;
        }
        Set<RecordingName> there = all;
        there.retainAll(here);
        released.retainAll(there);
        each(here, name -> {
            if (!there.contains(name) && isWanted(name) && copy(open, name)) {
                rows.complete(name);
                there.add(name);
                copies.remove(name);
            }
            if (there.contains(name) && !released.contains(name)) {
                release(open, name);
                released.add(name);
            }
        });
    }

    /** What is not to be copied any more waits for nothing. */
    private boolean isWanted(RecordingName name) {
        boolean wanted = rows.begin(name);
        if (!wanted) {
            copies.remove(name);
        }
        return wanted;
    }

    private boolean copy(RecordingStore open, RecordingName name) throws IOException {
        FarCopy copy = copies.computeIfAbsent(name, one -> open.copyOf(one).orElseThrow());
        long before = copy.copiedBytes();
        try {
            return copy.copy();
        } catch (NoSuchFileException deleted) {
            copies.remove(name);
            return false;
        } finally {
            state.copied(copy.copiedBytes() - before);
            if (copy.isDamaged() && damaged.add(name)) {
                LOG.warn(
                        "Recording {} is not as it was written and stays on this machine: griot recordings verify",
                        name);
            }
        }
    }

    private static void release(RecordingStore open, RecordingName name) throws IOException {
        try {
            open.release(name);
        } catch (NoSuchFileException deleted) {
            LOG.debug("Recording {} was deleted before its files were released", name);
        }
    }
}
