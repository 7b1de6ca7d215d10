package live.griot.recording.hls;

import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.api.tap.FrameCodec;
import live.griot.recording.media.EvenSound;
import live.griot.recording.media.Feed;
import live.griot.recording.media.StoredFeed;
import live.griot.recording.media.TestMedia;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingState;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.StateChange;
import live.griot.recording.store.TrackName;
import live.griot.recording.store.TrackWriter;

/** A recording that a test makes: pictures and sound, when and as long as it says. */
final class HlsRecording {
    /** The wall clock at its beginning, in milliseconds since 1970. */
    static final long BEGAN = 1_764_412_200_000L;

    /** No picture comes. */
    static final String NOTHING = "nothing";
    /** Nothing is recorded, for 99 times as long. */
    static final String PAUSE = "pause";
    /** Pictures of a codec that no HLS player takes. */
    static final String VP8 = "vp8";

    /** A packet of Opus of 20 ms in which nothing is heard. */
    private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    final RecordingName name;
    private final RecordingWriter writer;

    private HlsRecording(HlsServer server, String name) {
        this.name = new RecordingName(name);
        this.writer = server.store.begin(this.name, BEGAN);
        server.allow(this.name);
    }

    /** Begins one that everybody may play. */
    static HlsRecording begin(HlsServer server, String name) {
        return new HlsRecording(server, name);
    }

    /** Shows pictures of H.264 from a time on, one stretch for each size, of so many frames; nothing for {@link #NOTHING}. */
    HlsRecording pictures(double fromSeconds, int frames, String... sizes) {
        Feed.Pictures feed = new Feed.Pictures(new StoredFeed(writer.track(TrackName.PROGRAMME)), nanos(fromSeconds));
        for (String size : sizes) {
            switch (size) {
                case NOTHING -> feed.skip(frames);
                case PAUSE -> feed.pause(99 * frames);
                case VP8 -> feed.feed(FrameCodec.VP8, TestMedia.vp8("320x240", frames));
                default -> feed.feed(FrameCodec.H264, TestMedia.h264(size, frames, "baseline"));
            }
        }
        feed.end();
        return this;
    }

    /** Lets a tone of Opus be heard from a time on. */
    HlsRecording tone(double fromSeconds, int seconds) {
        List<byte[]> packets = TestMedia.opus(seconds);
        Feed.audio(
                new StoredFeed(writer.track(TrackName.mix("opus"))),
                nanos(fromSeconds),
                packets.subList(0, seconds * 50));
        return this;
    }

    /** Adds a tone of AAC from the beginning on. */
    HlsRecording aac(int parts) {
        byte[] frame = TestMedia.aac(1).get(20);
        new EvenSound(writer.track(TrackName.mix("aac")), AudioFormats.aac(48_000, 2), frame, 1_024, 23, 0)
                .append(parts);
        return this;
    }

    /** Returns a track of silence that a test goes on with, in parts of half a second. */
    EvenSound silence() {
        return new EvenSound(writer.track(TrackName.mix("opus")), AudioFormats.opus(2), SILENCE, 960, 25, 0);
    }

    /** Returns what writes a track that a test makes itself. */
    TrackWriter track(TrackName track) {
        return writer.track(track);
    }

    /** Notes a pause. */
    HlsRecording pause(double fromSeconds, double toSeconds) {
        writer.become(new StateChange(RecordingState.PAUSED, "HOST", BEGAN + nanos(fromSeconds) / 1_000_000));
        writer.become(new StateChange(RecordingState.RECORDING, "HOST", BEGAN + nanos(toSeconds) / 1_000_000));
        return this;
    }

    /** Ends it, and waits until it is on the disk. */
    RecordingName finish() throws Exception {
        writer.finish("STOPPED", BEGAN + 1).get(20, TimeUnit.SECONDS);
        return name;
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1_000_000_000);
    }
}
