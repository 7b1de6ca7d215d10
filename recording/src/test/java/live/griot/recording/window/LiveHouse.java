package live.griot.recording.window;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import live.griot.api.id.FreshIds;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.Update;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionType;
import live.griot.api.session.Visibility;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.StreamId;
import live.griot.api.tap.TappedStream.Source;
import live.griot.recording.capture.DrivenTap;
import live.griot.recording.capture.SoundRenditions;
import live.griot.recording.hls.HlsNews;
import live.griot.recording.media.TestMedia;
import org.springframework.util.unit.DataSize;

/** Lives that a test drives by its own time, with real files and media of a real encoder. */
final class LiveHouse implements AutoCloseable {
    static final UserId AWA = new UserId("01AWA");
    private static final List<byte[]> PICTURES = TestMedia.h264("320x180", 60, "baseline");
    private static final List<byte[]> SOUND = TestMedia.opus(2);

    final List<Update> told = new CopyOnWriteArrayList<>();
    final Map<SessionId, SessionFacts> lives = new ConcurrentHashMap<>();
    final Map<SessionId, DrivenTap> taps = new ConcurrentHashMap<>();
    final LiveWindows windows;
    final Path directory;
    private final AtomicLong nanos = new AtomicLong(DrivenTap.SECOND);
    private final AtomicLong ids = new AtomicLong();

    LiveHouse(Path data, int maxLives, DataSize maxBytes) {
        directory = data.resolve("live");
        windows = new LiveWindows(
                new WindowLimits(maxLives, Duration.ofMinutes(1), maxBytes, null),
                0,
                data,
                new WatchedLives() {
                    @Override
                    public Optional<SessionFacts> find(SessionId session) {
                        return Optional.ofNullable(lives.get(session));
                    }

                    @Override
                    public boolean isOn(SessionId session) {
                        return find(session)
                                .filter(facts -> facts.state() == SessionState.LIVE)
                                .isPresent();
                    }

                    @Override
                    public Set<UserId> onStage(SessionId session) {
                        return Set.of(AWA);
                    }
                },
                (session, pictures, listener) -> {
                    DrivenTap tap = new DrivenTap(listener);
                    taps.put(session, tap);
                    return tap;
                },
                told::add,
                new HlsNews(),
                SoundRenditions.NONE,
                new FreshIds() {
                    @Override
                    public String next() {
                        return "01PREPARED" + ids.incrementAndGet();
                    }

                    @Override
                    public byte[] secret(int bytes) {
                        return new byte[bytes];
                    }
                },
                Clock.fixed(Instant.parse("2026-11-29T10:30:00Z"), ZoneOffset.UTC),
                nanos::get);
    }

    /** Begins a live. */
    SessionId live(String id) {
        SessionId session = new SessionId(id);
        become(session, SessionState.LIVE);
        return session;
    }

    void become(SessionId session, SessionState state) {
        lives.put(
                session,
                new SessionFacts(
                        session, AWA, SessionType.VIDEO, Visibility.PUBLIC, state, Instant.EPOCH, Instant.EPOCH, null));
    }

    /** Lets so many seconds of a live come, picture and sound, as fast as can be. */
    void comes(SessionId session, int seconds) {
        DrivenTap tap = Objects.requireNonNull(taps.get(session));
        StreamId camera = tap.stream(1, AWA, Source.CAMERA, FrameCodec.H264);
        StreamId microphone = tap.stream(2, AWA, Source.MICROPHONE, FrameCodec.OPUS);
        tap.shows(camera);
        for (int done = 0; done < seconds; done += 2) {
            tap.sound(microphone, SOUND.subList(0, 100), nanos.get());
            tap.pictures(camera, FrameCodec.H264, PICTURES, nanos.get());
            passes(Duration.ofSeconds(2));
        }
    }

    void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Returns the files of lives, as they are called in their directory. */
    List<String> files() {
        try (Stream<Path> all = Files.walk(directory)) {
            List<String> found = new ArrayList<>();
            all.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString())
                    .filter(path -> !path.equals(".lock"))
                    .sorted()
                    .forEach(found::add);
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** No round is made but those that a test makes, until here. */
    @Override
    public void close() {
        windows.start();
        windows.stop();
    }
}
