package live.griot.recording.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import live.griot.recording.media.Ffmpeg;
import live.griot.recording.media.TestMedia;
import org.junit.jupiter.api.Test;

/** Frames of AAC as a program writes them, and what is none. */
class AdtsReaderTest {
    private final List<byte[]> frames = new ArrayList<>();
    private final AdtsReader reader = new AdtsReader(frames::add);

    private static byte[] stream() {
        return Ffmpeg.encode(
                "-f lavfi -i sine=frequency=440:sample_rate=48000 -t 1 -ac 2 -c:a aac -b:a 96k -f adts".split(" ", -1));
    }

    @Test
    void every_frame_is_found_however_the_bytes_come() throws IOException {
        byte[] stream = stream();
        for (int size : new int[] {1, 2, 7, 100, stream.length}) {
            frames.clear();
            for (int at = 0; at < stream.length; at += size) {
                reader.write(stream, at, Math.min(size, stream.length - at));
            }
            assertThat(frames).containsExactlyElementsOf(TestMedia.aac(1));
        }
    }

    @Test
    void anything_else_is_refused() throws IOException {
        byte[] mono = Ffmpeg.encode(
                "-f lavfi -i sine=frequency=440:sample_rate=44100 -t 1 -ac 1 -c:a aac -f adts".split(" ", -1));
        byte[] random = new byte[1_000];
        new Random(1).nextBytes(random);
        byte[] without = stream();
        without[3] &= (byte) 0xFC;
        without[4] = 0;
        without[5] &= 0x1F;
        for (byte[] bad : List.of(mono, random, new byte[100], without)) {
            assertThatThrownBy(() -> new AdtsReader(frame -> {}).write(bad, 0, bad.length))
                    .isInstanceOf(IOException.class);
        }
    }
}
