package live.griot.recording.capture;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import live.griot.api.id.UserId;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameTap;
import live.griot.api.tap.SenderReport;
import live.griot.api.tap.StreamId;
import live.griot.api.tap.TappedStream;
import live.griot.api.tap.TappedStream.Source;
import live.griot.recording.frame.AudioTrack;
import live.griot.recording.frame.RecordingClock;
import live.griot.recording.frame.SoundMix;
import live.griot.recording.frame.TrackListener;
import live.griot.recording.frame.VideoTrack;
import live.griot.recording.store.Presence.Medium;
import live.griot.recording.store.RecordingState;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.StateChange;
import live.griot.recording.store.TrackName;
import org.jspecify.annotations.Nullable;

/**
 * Makes one recording out of what is tapped: the programme's picture, the sound of all together, and picture and sound of each
 * person by themselves where that is wished.
 * Owned by the tap's thread, but for {@link #attach}, {@link #allow}, {@link #takeBack}, {@link #pause}, {@link #close} and {@link #closed}, which are for any.
 */
public final class Recorder implements FrameTap.Listener {
    /** How late the read model may be of what somebody said. */
    private static final long A_MOMENT_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How often a key frame is wished of a picture that is kept by itself: nobody plays it while it comes. */
    private static final long OWN_KEY_FRAMES_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final RecordingWriter writer;
    private final RecordingClock clock;
    private final Beginning beginning;
    private final boolean stems;
    private final VideoTrack picture;
    private final SoundMix sound;
    private final SoundRendition rendition;
    private final Appearances appearances;
    private final Map<UserId, AudioTrack> voices = new HashMap<>();
    private final Map<UserId, VideoTrack> faces = new HashMap<>();
    private final Map<StreamId, TappedStream> streams = new HashMap<>();
    private final Map<UserId, Long> tookBack = new HashMap<>();
    private Set<UserId> allowed = new HashSet<>();
    private volatile CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    private volatile @Nullable FrameTap tap;
    private volatile boolean paused;
    private boolean wasPaused;
    private @Nullable StreamId shown;
    /** Until the next has a key frame, this one is seen still. */
    private @Nullable StreamId shownBefore;

    private Map<UserId, StreamId> own = Map.of();
    private long nowNanos;

    /**
     * The time 0 of all tracks.
     *
     * @param millis by the wall clock, since 1970
     * @param nanos by the monotonic clock; what goes on began before that clock did, perhaps
     */
    public record Beginning(long millis, long nanos) {}

    /**
     * Makes one that has seen nothing yet.
     *
     * @param renditions what is made of the sound beside it
     * @param stems whether picture and sound of each person are kept by themselves too
     * @param isPaused whether what there is of it ends in a pause
     * @param keyFramesNanos how often a key frame is wished for
     */
    public Recorder(
            RecordingWriter writer,
            SoundRenditions renditions,
            Beginning beginning,
            boolean stems,
            boolean isPaused,
            long keyFramesNanos,
            long nowNanos) {
        this.paused = isPaused;
        this.wasPaused = isPaused;
        this.writer = writer;
        this.beginning = beginning;
        this.clock = new RecordingClock(beginning.nanos());
        this.stems = stems;
        this.nowNanos = nowNanos;
        this.picture = new VideoTrack(
                clock, new WrittenTrack(writer.track(TrackName.PROGRAMME), this::wantKeyFrame), keyFramesNanos);
        this.appearances = new Appearances(writer, this::wallMillis);
        this.rendition = renditions.of(writer);
        TrackListener written = new WrittenTrack(writer.track(TrackName.mix("opus")), () -> {});
        this.sound = new SoundMix(clock, new ToldToBoth(written, rendition));
    }

    /** Opens a tap that tells it what is live: the first, or one in place of one that was closed. */
    public void attach(Function<FrameTap.Listener, FrameTap> opening) {
        closed = new CompletableFuture<>();
        tap = opening.apply(this);
    }

    /** Says whose packets are taken from now on, but for who took it back a moment ago: what is read may not have that yet. */
    public synchronized void allow(Set<UserId> people, long now) {
        tookBack.values().removeIf(at -> now - at > A_MOMENT_NANOS);
        allowed = new HashSet<>(people);
        allowed.removeAll(tookBack.keySet());
        tellAllowed();
    }

    /** Takes no packets of somebody from this moment on. */
    synchronized void takeBack(UserId person, long now) {
        tookBack.put(person, now);
        allowed.remove(person);
        tellAllowed();
    }

    private void tellAllowed() {
        FrameTap from = tap;
        if (from != null) {
            from.allow(Set.copyOf(allowed));
        }
    }

    /** Closes the tap; {@link #closed} tells when all that it had is with the store. */
    public void close() {
        FrameTap from = tap;
        if (from != null) {
            from.close();
        }
    }

    /** Lets nothing be kept from now on, or lets it go on. */
    public void pause(boolean pause) {
        paused = pause;
    }

    /** Returns what is done when nothing comes any more and all of it was given to the store. */
    public CompletableFuture<@Nullable Void> closed() {
        return closed;
    }

    /** Returns whether there is to be another rendition of its sound. */
    public boolean isSoundInTwo() {
        return rendition.isWished();
    }

    /** Returns what its tracks are written by. */
    public RecordingWriter writer() {
        return writer;
    }

    @Override
    public void onStream(TappedStream stream) {
        streams.put(stream.id(), stream);
        listen(stream);
    }

    private void listen(TappedStream stream) {
        if (!stream.codec().isVideo()) {
            sound.add(stream.id());
        }
        if (stems && stream.source() == Source.MICROPHONE) {
            voice(stream.person()).ifPresent(voice -> voice.select(stream.id()));
        }
    }

    /** Returns what keeps somebody's sound by itself; nothing where so many came before that there is no track left. */
    private Optional<AudioTrack> voice(UserId person) {
        if (!voices.containsKey(person)) {
            writer.trackIfRoom(TrackName.stem(person.value()))
                    .ifPresent(to -> voices.put(person, new AudioTrack(clock, new WrittenTrack(to, () -> {}))));
        }
        return Optional.ofNullable(voices.get(person));
    }

    @Override
    public void onFrame(EncodedFrame frame) {
        nowNanos = frame.arrivalNanos();
        TappedStream stream = streams.get(frame.stream());
        if (stream == null || paused) {
            return;
        }
        if (stream.codec().isVideo()) {
            if (frame.stream().equals(shown) || frame.stream().equals(shownBefore)) {
                appearances.note(stream.person(), Medium.PICTURE, nowNanos);
            }
            picture.onFrame(frame);
            VideoTrack face = faces.get(stream.person());
            if (face != null) {
                face.onFrame(frame);
            }
            return;
        }
        appearances.note(stream.person(), Medium.SOUND, nowNanos);
        sound.onFrame(frame);
        AudioTrack voice = stream.source() == Source.MICROPHONE ? voices.get(stream.person()) : null;
        if (voice != null) {
            voice.onFrame(frame);
        }
    }

    @Override
    public void onSenderReport(SenderReport report) {
        clock.onSenderReport(report);
    }

    @Override
    public void onStreamEnd(StreamId id) {
        TappedStream stream = streams.remove(id);
        sound.remove(id, nowNanos);
        AudioTrack voice = stream == null || stream.source() != Source.MICROPHONE ? null : voices.get(stream.person());
        boolean another = stream != null
                && streams.values().stream()
                        .anyMatch(one -> one.source() == Source.MICROPHONE
                                && one.person().equals(stream.person()));
        if (voice != null && !another) {
            voice.end(nowNanos);
        }
    }

    /** A picture that nobody shows any more stands for a while, and then its run ends. */
    @Override
    public void onPicture(@Nullable StreamId stream) {
        if (shown != null && !shown.equals(stream)) {
            shownBefore = shown;
        }
        shown = stream;
        if (stream != null && !paused) {
            picture.select(stream);
        }
    }

    /** Of who shows nothing any more the run ends at once; what is kept of the others goes on. */
    @Override
    public void onOwnPictures(Set<StreamId> pictures) {
        Map<UserId, StreamId> now = new HashMap<>();
        for (StreamId one : pictures) {
            TappedStream stream = streams.get(one);
            if (stream != null) {
                now.put(stream.person(), one);
            }
        }
        Map<UserId, StreamId> before = own;
        own = now;
        faces.forEach((person, face) -> {
            if (!now.containsKey(person)) {
                face.end(nowNanos);
            }
        });
        if (!paused) {
            now.forEach((person, one) -> {
                if (!one.equals(before.get(person))) {
                    face(person).ifPresent(face -> face.select(one));
                }
            });
        }
    }

    /** Returns what keeps somebody's picture by itself, likewise. */
    private Optional<VideoTrack> face(UserId person) {
        if (!faces.containsKey(person)) {
            writer.trackIfRoom(TrackName.picture(person.value()))
                    .ifPresent(to -> faces.put(
                            person, new VideoTrack(clock, new WrittenTrack(to, () -> {}), OWN_KEY_FRAMES_NANOS)));
        }
        return Optional.ofNullable(faces.get(person));
    }

    @Override
    public void onFallenBehind(long packets) {
        wantKeyFrame();
    }

    @Override
    public void onTime(long now) {
        nowNanos = now;
        if (paused != wasPaused) {
            wasPaused = paused;
            if (wasPaused) {
                end();
                writer.become(new StateChange(RecordingState.PAUSED, "PAUSED", wallMillis(now)));
            } else {
                writer.become(new StateChange(RecordingState.RECORDING, "RESUMED", wallMillis(now)));
                goOn();
            }
        }
        if (wasPaused) {
            return;
        }
        appearances.onTime(now);
        picture.onTime(now);
        sound.onTime(now);
        voices.values().forEach(voice -> voice.onTime(now));
        faces.values().forEach(face -> face.onTime(now));
        wish(picture.wishedKeyFrame(now));
        faces.values().forEach(face -> wish(face.wishedKeyFrame(now)));
    }

    private void wish(@Nullable StreamId keyFrameOf) {
        FrameTap from = tap;
        if (keyFrameOf != null && from != null) {
            from.wantKeyFrame(keyFrameOf);
        }
    }

    /** Returns the wall clock at a moment, as it was told at the beginning: one that is set meanwhile does not matter. */
    private long wallMillis(long nanos) {
        return beginning.millis() + TimeUnit.NANOSECONDS.toMillis(nanos - beginning.nanos());
    }

    private void end() {
        appearances.end();
        picture.end(nowNanos);
        sound.end(nowNanos);
        voices.values().forEach(voice -> voice.end(nowNanos));
        faces.values().forEach(face -> face.end(nowNanos));
    }

    private void goOn() {
        onPicture(shown);
        own.forEach((person, one) -> face(person).ifPresent(face -> face.select(one)));
        streams.values().forEach(this::listen);
    }

    private void wantKeyFrame() {
        wish(shown);
    }

    @Override
    public void onClosed() {
        try {
            end();
        } finally {
            CompletableFuture<@Nullable Void> now = closed;
            var _ = rendition.settled().whenComplete((settled, failure) -> now.complete(null));
        }
    }
}
