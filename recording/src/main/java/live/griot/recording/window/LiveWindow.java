package live.griot.recording.window;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.tap.FrameTap;
import live.griot.recording.capture.Recorder;
import live.griot.recording.capture.SoundRenditions;
import live.griot.recording.playlist.Playable;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.StoredPart;
import live.griot.recording.store.StoredRun;
import live.griot.recording.store.TrackName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest of one live. A recorder makes parts of it as of what is recorded, and of those the files go that no player is told of any more. What
 * the store tells comes by the store's thread; the rest may be called by any.
 */
final class LiveWindow {
    private static final Logger LOG = LoggerFactory.getLogger(LiveWindow.class);

    /** How old a segment gets: as long as it is listed, which is for 36 seconds at most, and for who read that a moment before. */
    private static final long KEPT_MICROS = TimeUnit.SECONDS.toMicros(60);

    /** How long the other rendition of a sound is waited for. */
    private static final long OTHER_SOUND_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long a sound is waited for that there may be none of. */
    private static final long PICTURE_ALONE_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** How long a picture is waited for: its sender may have to begin with another codec. */
    private static final long SOUND_ALONE_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final long KEY_FRAMES_NANOS = TimeUnit.SECONDS.toNanos(4);
    /** How often publishers are told what players take: those who come later, too. */
    private static final long WISHES_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Duration ENDING = Duration.ofSeconds(10);

    private final SessionId session;
    private final boolean hasPicture;
    private final RecordingName name;
    private final Recorder recorder;
    private final RecordingStore store;
    private final long maxBytes;
    private final long beganNanos;
    private final CompletableFuture<@Nullable Void> playable = new CompletableFuture<>();
    private volatile long askedNanos;
    private volatile @Nullable Long endedNanos;
    private volatile @Nullable Long wishedNanos;

    /** The rest is guarded by this. What is in files that grow still. */
    private final Map<TrackName, Grown> growing = new HashMap<>();

    private final Deque<Sealed> sealed = new ArrayDeque<>();
    private long sealedBytes;
    private long newestMicros;
    private long pictureNanos;
    private final Set<TrackName> sounds = new HashSet<>();
    private long soundNanos;

    /** How much a segment has, and to where in the time of the live. */
    private record Grown(long bytes, long endMicros) {
        static final Grown NOTHING = new Grown(0, 0);
    }

    /** A segment that is whole. */
    private record Sealed(TrackName track, long segment, Grown grown) {}

    /**
     * Begins one.
     *
     * @param hasPicture whether a picture is to be expected of the live
     * @param beganMillis by the wall clock
     */
    LiveWindow(
            SessionId session,
            boolean hasPicture,
            RecordingName name,
            RecordingStore store,
            SoundRenditions renditions,
            long maxBytes,
            long beganMillis,
            long nowNanos) {
        this.session = session;
        this.hasPicture = hasPicture;
        this.name = name;
        this.store = store;
        this.maxBytes = maxBytes;
        this.beganNanos = nowNanos;
        this.askedNanos = nowNanos;
        this.recorder = new Recorder(
                store.begin(name, beganMillis),
                renditions,
                new Recorder.Beginning(beganMillis, nowNanos),
                false,
                false,
                KEY_FRAMES_NANOS,
                nowNanos);
    }

    SessionId session() {
        return session;
    }

    RecordingName name() {
        return name;
    }

    /** Opens a tap that tells what is live; the edge may have ended the one before. */
    void attach(Function<FrameTap.Listener, FrameTap> opening) {
        recorder.attach(opening);
    }

    /** Returns whether the edge has ended its tap. */
    boolean isDetached() {
        return recorder.closed().isDone();
    }

    /** Says who is seen and heard from now on. */
    void allow(Set<UserId> people, long nowNanos) {
        recorder.allow(people, nowNanos);
    }

    /** Returns whether publishers have to be told now what players take; whoever asks tells them. */
    boolean isTimeToWish(long nowNanos) {
        Long before = wishedNanos;
        boolean isTime = before == null || nowNanos - before >= WISHES_NANOS;
        if (isTime) {
            wishedNanos = nowNanos;
        }
        return isTime;
    }

    /** Notes that somebody plays it. */
    void asked(long nowNanos) {
        askedNanos = nowNanos;
    }

    /** Returns for how long nobody has played it. */
    long idleNanos(long nowNanos) {
        return nowNanos - askedNanos;
    }

    /** Waits until it can be played; returns whether it can. */
    boolean awaitPlayable(Duration patience) {
        try {
            playable.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A part is there. */
    synchronized void stored(StoredRun run, StoredPart part, long nowNanos) {
        long endMicros = run.micros(part.endTime());
        newestMicros = Math.max(newestMicros, endMicros);
        growing.merge(
                part.track(),
                new Grown(part.length(), endMicros),
                (before, more) -> new Grown(before.bytes() + more.bytes(), more.endMicros()));
        if (!part.track().equals(TrackName.PROGRAMME)) {
            soundNanos = sounds.isEmpty() ? nowNanos : soundNanos;
            sounds.add(part.track());
        } else if (pictureNanos == 0 && Playable.isPlayable(run)) {
            pictureNanos = nowNanos;
        }
        look(nowNanos);
        trim();
    }

    /** A segment is whole. */
    synchronized void sealed(TrackName track, long segment) {
        Grown grown = growing.remove(track);
        Sealed whole = new Sealed(track, segment, grown == null ? Grown.NOTHING : grown);
        sealed.add(whole);
        sealedBytes += whole.grown().bytes();
        trim();
    }

    /** Looks whether it can be played. A playlist that names no picture shows none later, so that one is waited for. */
    synchronized void look(long nowNanos) {
        boolean isInAll = sounds.size() > 1 || !recorder.isSoundInTwo();
        boolean hasSound = !sounds.isEmpty() && (isInAll || nowNanos - soundNanos >= OTHER_SOUND_NANOS);
        boolean isWhole = pictureNanos != 0 && (hasSound || nowNanos - pictureNanos >= PICTURE_ALONE_NANOS);
        boolean isEnough = hasSound && (!hasPicture || nowNanos - beganNanos >= SOUND_ALONE_NANOS);
        if (isWhole || isEnough) {
            playable.complete(null);
        }
    }

    private void trim() {
        long open = growing.values().stream().mapToLong(Grown::bytes).sum();
        while (!sealed.isEmpty()
                && (newestMicros - sealed.getFirst().grown().endMicros() >= KEPT_MICROS
                        || open + sealedBytes > maxBytes)) {
            Sealed oldest = sealed.removeFirst();
            sealedBytes -= oldest.grown().bytes();
            try {
                store.discard(name, oldest.track(), oldest.segment());
            } catch (IOException failure) {
                LOG.warn("A segment of a live is there still: {}", failure.toString());
            }
        }
    }

    /** Returns when it ended; null while it goes on. */
    @Nullable
    Long endedNanos() {
        return endedNanos;
    }

    /** Ends it, so that players know that nothing comes any more; blocks until that is written, but not for long. */
    void end(long atMillis, long nowNanos) {
        endedNanos = nowNanos;
        detach();
        await(recorder.writer().finish("SESSION_ENDED", atMillis));
    }

    /** Removes all of it; blocks until that is done, but not for long. */
    void remove() throws IOException {
        detach();
        store.delete(name);
    }

    private void detach() {
        recorder.close();
        await(recorder.closed());
    }

    private void await(CompletableFuture<@Nullable Void> what) {
        try {
            what.get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException failure) {
            LOG.warn("HLS of session {} does not end well: {}", session, failure.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
