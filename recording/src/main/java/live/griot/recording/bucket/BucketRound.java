package live.griot.recording.bucket;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import live.griot.recording.store.FarAwayException;
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

    private static final Logger LOG = LoggerFactory.getLogger(BucketRound.class);

    private final Supplier<Optional<RecordingStore>> store;
    private final FarStore bucket;
    private final BucketRows rows;
    private final BucketState state;
    private final Clock clock;
    private final Map<RecordingName, FarCopy> copies = new HashMap<>();
    private final Set<RecordingName> damaged = new HashSet<>();
    private @Nullable Set<RecordingName> complete;

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
     * Does some of what there is to do.
     *
     * @return whether the bucket did as asked
     */
    boolean run() throws IOException {
        try {
            empty();
            RecordingStore open = store.get().orElse(null);
            if (open != null) {
                copyAll(open);
            }
            state.well(waiting());
            return true;
        } catch (FarAwayException away) {
            state.ill(String.valueOf(away.getMessage()), waiting());
            return false;
        }
    }

    /** Returns how many bytes wait to be copied, as far as was looked. */
    long waiting() {
        return copies.values().stream().mapToLong(FarCopy::waitingBytes).sum();
    }

    private void empty() throws IOException {
        List<RecordingName> deleted = rows.toEmpty(clock.instant().minus(LATE));
        for (RecordingName name : deleted) {
            for (FarStore.FarFile file : bucket.list(name + "/")) {
                bucket.delete(file.key());
            }
            if (bucket.list(name + "/").isEmpty()) {
                rows.emptied(name, clock.instant());
            }
        }
    }

    private void copyAll(RecordingStore open) throws IOException {
        List<RecordingName> here = open.recordings();
        copies.keySet().retainAll(here);
        damaged.retainAll(here);
        Set<RecordingName> there = complete;
        if (there == null) {
            there = new HashSet<>(rows.complete());
            for (RecordingName name : here) {
                if (there.contains(name)) {
                    release(open, name);
                }
            }
            complete = there;
        }
        for (RecordingName name : here) {
            if (!there.contains(name) && rows.begin(name) && copy(open, name)) {
                rows.complete(name);
                there.add(name);
                copies.remove(name);
                release(open, name);
            }
        }
        there.retainAll(here);
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
