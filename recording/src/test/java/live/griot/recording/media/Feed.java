package live.griot.recording.media;

import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.recording.frame.AudioTrack;
import live.griot.recording.frame.EncodedFrame;
import live.griot.recording.frame.FrameCodec;
import live.griot.recording.frame.RecordingClock;
import live.griot.recording.frame.StreamId;
import live.griot.recording.frame.VideoTrack;

/** Feeds encoded frames to a track, evenly and without a fault. */
public final class Feed {
    /** How often key frames are wished for; nobody grants it here. */
    public static final long KEY_FRAMES_NANOS = TimeUnit.SECONDS.toNanos(4);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private Feed() {}

    /** Records pictures, {@link TestMedia#RATE} a second, and returns what became of them. */
    public static RecordedTrack video(FrameCodec codec, List<byte[]> frames) {
        RecordedTrack recorded = new RecordedTrack();
        VideoTrack track = new VideoTrack(new RecordingClock(0), recorded, KEY_FRAMES_NANOS);
        StreamId stream = new StreamId(1, 1);
        track.select(stream);
        for (int i = 0; i < frames.size(); i++) {
            long nanos = i * SECOND / TestMedia.RATE;
            track.onFrame(
                    new EncodedFrame(stream, codec, i, i, i * 90_000 / TestMedia.RATE, false, frames.get(i), nanos));
        }
        track.end(frames.size() * SECOND / TestMedia.RATE);
        return recorded;
    }

    /** Records packets of sound of 20 ms, and returns what became of them. */
    public static RecordedTrack audio(List<byte[]> packets) {
        RecordedTrack recorded = new RecordedTrack();
        AudioTrack track = new AudioTrack(new RecordingClock(0), recorded);
        StreamId stream = new StreamId(1, 2);
        track.select(stream);
        for (int i = 0; i < packets.size(); i++) {
            long nanos = i * SECOND / 50;
            track.onFrame(new EncodedFrame(stream, FrameCodec.OPUS, i, i, i * 960, true, packets.get(i), nanos));
        }
        track.end(packets.size() * SECOND / 50);
        return recorded;
    }
}
