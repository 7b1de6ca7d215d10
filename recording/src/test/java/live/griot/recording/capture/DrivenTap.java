package live.griot.recording.capture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import live.griot.api.id.UserId;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.FrameTap;
import live.griot.api.tap.StreamId;
import live.griot.api.tap.TappedStream;
import live.griot.api.tap.TappedStream.Source;

/** A tap that a test drives by hand, on the test's own thread and by the test's own time. */
public final class DrivenTap implements FrameTap {
    /** In nanoseconds. */
    public static final long SECOND = 1_000_000_000L;

    private static final int RATE = 30;

    /** Of which streams a key frame was wished for. */
    public final List<StreamId> wished = new ArrayList<>();
    /** Whose packets may be taken. */
    public final Set<UserId> allowed = new HashSet<>();

    private final Listener listener;
    private long indexes;

    /** Makes one of which that listener is told. */
    public DrivenTap(Listener listener) {
        this.listener = listener;
    }

    /** Begins a stream of somebody's. */
    public StreamId stream(long number, UserId person, Source source, FrameCodec codec) {
        StreamId id = new StreamId(number, number);
        listener.onStream(new TappedStream(id, person, source, codec));
        return id;
    }

    /** Shows a stream's picture from now on. */
    public void shows(StreamId stream) {
        listener.onPicture(stream);
    }

    /** Brings pictures, 30 a second, from that time on. */
    public void pictures(StreamId stream, FrameCodec codec, List<byte[]> frames, long fromNanos) {
        for (int one = 0; one < frames.size(); one++) {
            long at = fromNanos + one * SECOND / RATE;
            listener.onTime(at);
            listener.onFrame(new EncodedFrame(
                    stream, codec, indexes, indexes, (int) (at / 1_000 * 9 / 100), frames.get(one), at));
            indexes++;
        }
    }

    /** Brings packets of sound of 20 ms, from that time on. */
    public void sound(StreamId stream, List<byte[]> packets, long fromNanos) {
        for (int one = 0; one < packets.size(); one++) {
            long at = fromNanos + one * SECOND / 50;
            listener.onTime(at);
            listener.onFrame(new EncodedFrame(
                    stream, FrameCodec.OPUS, indexes, indexes, (int) (at / 1_000 * 48 / 1_000), packets.get(one), at));
            indexes++;
        }
    }

    @Override
    public void allow(Set<UserId> people) {
        allowed.clear();
        allowed.addAll(people);
    }

    @Override
    public void wantKeyFrame(StreamId stream) {
        wished.add(stream);
    }

    @Override
    public void close() {
        listener.onClosed();
    }
}
