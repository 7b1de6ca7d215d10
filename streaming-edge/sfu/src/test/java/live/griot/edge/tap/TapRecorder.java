package live.griot.edge.tap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.MediaTap;
import live.griot.edge.sfu.TapFrame;
import live.griot.edge.sfu.TapStream;
import org.jspecify.annotations.Nullable;

/** Remembers all that a tap tells. */
public class TapRecorder implements MediaTap.Listener {
    public final List<TapStream> streams = new CopyOnWriteArrayList<>();
    public final List<TapStream> ended = new CopyOnWriteArrayList<>();
    public final List<TapFrame> frames = new CopyOnWriteArrayList<>();
    public final List<Report> reports = new CopyOnWriteArrayList<>();
    public final List<Optional<TapStream>> pictures = new CopyOnWriteArrayList<>();
    public final List<List<TapStream>> own = new CopyOnWriteArrayList<>();
    public final List<Long> fallenBehind = new CopyOnWriteArrayList<>();
    public final List<Long> times = new CopyOnWriteArrayList<>();
    public final CountDownLatch closed = new CountDownLatch(1);

    /** What was told of a stream's timestamps. */
    public record Report(TapStream stream, long ntpTime, int timestamp, long arrivalNanos) {}

    /** Returns the frames of a participant, of pictures or of sound, in the order in which they were told. */
    public List<TapFrame> frames(String participant, MediaKind kind) {
        return frames.stream()
                .filter(frame -> frame.stream().participant().equals(participant)
                        && frame.stream().codec().kind() == kind)
                .toList();
    }

    /** Returns the picture that was told last, or null. */
    public @Nullable TapStream picture() {
        return pictures.isEmpty() ? null : pictures.getLast().orElse(null);
    }

    @Override
    public void onStream(TapStream stream) {
        streams.add(stream);
    }

    @Override
    public void onFrame(TapFrame frame) {
        frames.add(frame);
    }

    @Override
    public void onSenderReport(TapStream stream, long ntpTime, int timestamp, long arrivalNanos) {
        reports.add(new Report(stream, ntpTime, timestamp, arrivalNanos));
    }

    @Override
    public void onStreamEnd(TapStream stream) {
        ended.add(stream);
    }

    @Override
    public void onPicture(@Nullable TapStream shown) {
        pictures.add(Optional.ofNullable(shown));
    }

    @Override
    public void onOwnPictures(List<TapStream> pictures) {
        own.add(List.copyOf(pictures));
    }

    @Override
    public void onFallenBehind(long packets) {
        fallenBehind.add(packets);
    }

    @Override
    public void onTime(long nowNanos) {
        times.add(nowNanos);
    }

    @Override
    public void onClosed() {
        closed.countDown();
    }
}
