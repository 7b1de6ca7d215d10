package live.griot.recording.worker;

import java.io.OutputStream;
import java.util.List;
import live.griot.api.tap.FrameCodec;
import live.griot.recording.media.Feed;
import live.griot.recording.media.RecordedTrack;
import live.griot.recording.media.TestMedia;

/** A process of its own that a test kills while the video program decodes what it is given. */
final class KilledParent {
    private KilledParent() {}

    public static void main(String[] arguments) throws Exception {
        RecordedTrack track = Feed.video(FrameCodec.VP8, TestMedia.vp8("320x240", 60));
        WorkerHouse.program()
                .run(
                        List.of("-c:v", "libopenh264", "-b:v", "300k"),
                        input -> {
                            input.write(track.bytes(0));
                            input.flush();
                            System.out.println("decoding");
                            waitForEver();
                        },
                        OutputStream.nullOutputStream(),
                        WorkerHouse.UNTIL_IT_IS_MADE);
    }

    private static void waitForEver() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
