package live.griot.recording.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import live.griot.recording.frame.RecordedPart;
import org.jspecify.annotations.Nullable;

/**
 * The writing thread's work: takes a command, does it, and once a second forces what was written to the disk. What fails is told of its
 * recording, and the others go on.
 */
final class StoreWriter implements Runnable {
    private final Disk disk;
    private final RecordingFiles files;
    private final WriteQueue queue;
    private final News news;
    private final LongSupplier nanoClock;
    private final Map<RecordingName, RecordingLog> logs = new HashMap<>();
    private long forcedNanos;
    private boolean isStopped;

    StoreWriter(Disk disk, RecordingFiles files, WriteQueue queue, News news, LongSupplier nanoClock) {
        this.disk = disk;
        this.files = files;
        this.queue = queue;
        this.news = news;
        this.nanoClock = nanoClock;
    }

    /** Something that the disk may refuse. */
    private interface Step {
        void run() throws IOException;
    }

    @Override
    public void run() {
        forcedNanos = nanoClock.getAsLong();
        while (!isStopped) {
            WriteCommand command = queue.take(untilForce());
            if (command != null) {
                handle(command);
            }
            if (untilForce() <= 0) {
                forcedNanos = nanoClock.getAsLong();
                logs.values().forEach(log -> attempt(log, log::force));
            }
        }
        logs.values().forEach(log -> attempt(log, log::force));
        logs.values().forEach(log -> attempt(log, log::close));
    }

    private long untilForce() {
        return forcedNanos + StoreLimits.FORCE_NANOS - nanoClock.getAsLong();
    }

    private void handle(WriteCommand command) {
        switch (command) {
            case WriteCommand.Open open -> {
                RecordingLog log = new RecordingLog(disk, files, open, news);
                logs.put(open.recording(), log);
                attempt(log, log::begin);
            }
            case WriteCommand.Append append -> append(append, logs.get(append.recording()));
            case WriteCommand.Note note -> note(note.line(), logs.get(note.recording()));
            case WriteCommand.Close close -> close(close, logs.remove(close.recording()));
            case WriteCommand.Stop() -> isStopped = true;
        }
    }

    private void note(IndexRecord line, @Nullable RecordingLog log) {
        if (log == null) {
            return;
        }
        attempt(log, () -> log.note(line));
        if (line instanceof IndexRecord.StateChanged(StateChange change)) {
            news.tell(listener -> listener.became(log.name(), change));
        }
    }

    private void append(WriteCommand.Append append, @Nullable RecordingLog log) {
        RecordedPart part = append.part();
        if (log == null) {
            news.counters().dropped(part.bytes().length);
            return;
        }
        TrackLog track = log.track(append.track());
        boolean worked = attempt(log, () -> {
            StoredPart stored = track.append(append);
            if (stored == null) {
                news.counters().dropped(part.bytes().length);
                return;
            }
            news.counters().stored(stored.length());
            if (log.trouble() != null) {
                log.setTrouble(null);
                news.tell(listener -> listener.well(log.name()));
            }
            news.tell(listener -> listener.stored(log.name(), append.run().run(), stored));
        });
        GapCause trouble = log.trouble();
        if (!worked) {
            news.counters().dropped(part.bytes().length);
            track.miss(new StoredGap(
                    append.track(), part.start(), part.end(), trouble == null ? GapCause.FAILED : trouble));
        } else if (part.endsSegment()) {
            attempt(log, track::seal);
        }
    }

    private void close(WriteCommand.Close close, @Nullable RecordingLog log) {
        if (log == null) {
            close.done()
                    .completeExceptionally(new IOException("Recording %s is not written".formatted(close.recording())));
            return;
        }
        try {
            StateChange last = close.last();
            if (last != null) {
                log.seal();
                log.finish(last);
            }
            log.close();
            close.done().complete(null);
        } catch (IOException failure) {
            failed(log, failure);
            attempt(log, log::close);
            close.done().completeExceptionally(failure);
        }
    }

    private boolean attempt(RecordingLog log, Step step) {
        try {
            step.run();
            return true;
        } catch (IOException failure) {
            failed(log, failure);
        } catch (RuntimeException bug) {
            failed(log, new IOException(bug));
        }
        return false;
    }

    private void failed(RecordingLog log, IOException failure) {
        GapCause cause = Faults.causeOf(failure, files.root());
        if (cause == log.trouble()) {
            return;
        }
        log.setTrouble(cause);
        news.tell(listener -> {
            if (cause == GapCause.DISK_FULL) {
                listener.diskFull(log.name(), failure);
            } else {
                listener.failed(log.name(), failure);
            }
        });
    }
}
