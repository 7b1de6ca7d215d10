package live.griot.recording.frame;

import java.nio.ByteBuffer;
import java.util.Random;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.StreamId;

/** One stream of a simulated sender: frames that say when they were captured and where they stand, and what its timestamps are by. */
final class SimulatedStream {
    private static final int TAG = 3;
    private static final int KEY_HEAD = 10;

    final StreamId id;
    final boolean isVideo;
    private final int rate;
    private final double speed;
    private final long firstTimestamp;
    private final int width;
    private long index;
    private long number;
    private boolean keyWished = true;

    /** Makes one whose clock runs that many millionths too fast, and whose timestamps begin shortly before they wrap, or anywhere. */
    SimulatedStream(StreamId id, boolean isVideo, double ppm, int width, Random random) {
        this.id = id;
        this.isVideo = isVideo;
        this.rate = isVideo ? 90_000 : 48_000;
        this.speed = 1 + ppm / 1e6;
        this.width = width;
        this.index = random.nextInt(70_000);
        this.firstTimestamp = random.nextBoolean() ? 0xFFFFFFFFL - random.nextInt(rate * 60) : random.nextInt();
    }

    /** Returns the timestamp of a moment. */
    int timestamp(long nanos) {
        return (int) (firstTimestamp + Math.round(nanos / 1e9 * speed * rate));
    }

    /** Returns when the sample of that number is captured, for a stream that counts samples. */
    long sampleNanos(long sample) {
        return Math.round(sample / (double) rate / speed * 1e9);
    }

    /** Lets the next frame be a key frame. */
    void wishKeyFrame() {
        keyWished = true;
    }

    /** Returns the next frame, captured then, of so many packets. */
    EncodedFrame picture(long capturedNanos, int packets, long arrivalNanos) {
        boolean key = keyWished;
        keyWished = false;
        ByteBuffer bytes = ByteBuffer.allocate((key ? KEY_HEAD : TAG) + 16);
        if (key) {
            bytes.put(new byte[] {0, 0, 0, (byte) 0x9D, 1, 0x2A, (byte) width, (byte) (width >> 8), 90, 0});
        } else {
            bytes.put(new byte[] {1, 0, 0});
        }
        bytes.putLong(capturedNanos).putLong(number++);
        return frame(FrameCodec.VP8, capturedNanos, packets, bytes.array(), arrivalNanos);
    }

    /** Returns the next packet of 20 ms of sound. */
    EncodedFrame sound(long capturedNanos, long arrivalNanos) {
        byte[] bytes = ByteBuffer.allocate(17)
                .put((byte) 0xFC)
                .putLong(capturedNanos)
                .putLong(number++)
                .array();
        return frame(FrameCodec.OPUS, capturedNanos, 1, bytes, arrivalNanos);
    }

    private EncodedFrame frame(FrameCodec codec, long capturedNanos, int packets, byte[] bytes, long arrivalNanos) {
        long first = index;
        index += packets;
        return new EncodedFrame(id, codec, first, index - 1, timestamp(capturedNanos), bytes, arrivalNanos);
    }

    /** Returns when a frame says that it was captured. */
    static long captured(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(bytes.length - 16);
    }

    /** Returns which one of its stream a frame says that it is. */
    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(bytes.length - 8);
    }
}
