package live.griot.recording.media;

import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.FrameCodec;
import live.griot.api.tap.StreamId;
import live.griot.recording.frame.AudioTrack;
import live.griot.recording.frame.RecordingClock;
import live.griot.recording.frame.TrackListener;
import live.griot.recording.frame.VideoTrack;

/** Feeds encoded frames to a track, evenly and without a fault. */
public final class Feed {
    /** How often key frames are wished for; nobody grants it here. */
    public static final long KEY_FRAMES_NANOS = TimeUnit.SECONDS.toNanos(4);

    private static final StreamId CAMERA = new StreamId(1, 1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private Feed() {}

    /** A track of pictures that is fed evenly. */
    public static final class Pictures {
        private final VideoTrack track;
        private final long sinceNanos;
        private int count;
        private int sent;

        /** Makes one of a recording that has lasted that long. */
        public Pictures(TrackListener recorded, long sinceNanos) {
            this.sinceNanos = sinceNanos;
            this.track = new VideoTrack(new RecordingClock(0), recorded, KEY_FRAMES_NANOS);
            track.select(CAMERA);
        }

        /** Feeds {@link TestMedia#RATE} a second. */
        public void feed(FrameCodec codec, List<byte[]> frames) {
            for (byte[] frame : frames) {
                int timestamp = count * 90_000 / TestMedia.RATE;
                track.onFrame(new EncodedFrame(CAMERA, codec, sent, sent, timestamp, frame, now()));
                count++;
                sent++;
            }
        }

        /** Lets the time of so many frames pass without any. */
        public void skip(int frames) {
            for (int i = 0; i < frames; i++) {
                count++;
                track.onTime(now());
            }
        }

        /** Ends what there is, and begins again after the time of so many frames. */
        public void pause(int frames) {
            track.end(now());
            count += frames;
            track.select(CAMERA);
        }

        /** Ends the track. */
        public void end() {
            track.end(now());
        }

        private long now() {
            return sinceNanos + count * SECOND / TestMedia.RATE;
        }
    }

    /** Records pictures and returns what became of them. */
    public static RecordedTrack video(FrameCodec codec, List<byte[]> frames) {
        RecordedTrack recorded = new RecordedTrack();
        Pictures feed = new Pictures(recorded, 0);
        feed.feed(codec, frames);
        feed.end();
        return recorded;
    }

    /** Records packets of sound of 20 ms, and returns what became of them. */
    public static RecordedTrack audio(List<byte[]> packets) {
        RecordedTrack recorded = new RecordedTrack();
        audio(recorded, 0, packets);
        return recorded;
    }

    /** Records packets of sound of 20 ms, in a recording that has lasted that long. */
    public static void audio(TrackListener recorded, long sinceNanos, List<byte[]> packets) {
        AudioTrack track = new AudioTrack(new RecordingClock(0), recorded);
        StreamId stream = new StreamId(1, 2);
        track.select(stream);
        for (int i = 0; i < packets.size(); i++) {
            long nanos = sinceNanos + i * SECOND / 50;
            track.onFrame(new EncodedFrame(stream, FrameCodec.OPUS, i, i, i * 960, packets.get(i), nanos));
        }
        track.end(sinceNanos + packets.size() * SECOND / 50);
    }
}
