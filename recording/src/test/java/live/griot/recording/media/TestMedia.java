package live.griot.recording.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import live.griot.recording.codec.NalUnits;

/** Encoded frames of a moving test pattern and of tones, as an encoder for a live makes them: no frame waits for a later one. */
public final class TestMedia {
    /** Pictures a second. */
    public static final int RATE = 30;

    private static final String PATTERN = "testsrc2=";
    private static final int IVF_HEADER = 32;
    private static final int IVF_FRAME_HEADER = 12;
    private static final int OGG_HEADER = 27;
    private static final int OGG_HEADER_PACKETS = 2;
    private static final int ADTS_HEADER = 7;

    private TestMedia() {}

    /** Returns access units of H.264, with start codes and parameter sets before each key frame, of which there is one every second. */
    public static List<byte[]> h264(String size, int frames, String profile) {
        return h264(PATTERN, size, frames, profile);
    }

    private static List<byte[]> h264(String source, String size, int frames, String profile) {
        byte[] stream = Ffmpeg.encode(arguments(
                source,
                size,
                frames,
                "libx264 -preset ultrafast -tune zerolatency -profile:v %s -bsf:v h264_metadata=aud=insert -f h264"
                        .formatted(profile)));
        List<byte[]> units = new ArrayList<>();
        int start = 0;
        for (NalUnits.Unit unit : NalUnits.of(stream)) {
            int before = Math.max(0, unit.offset() - 4);
            if (NalUnits.type(stream[unit.offset()]) == NalUnits.DELIMITER && before > start) {
                units.add(Arrays.copyOfRange(stream, start, before));
                start = before;
            }
        }
        units.add(Arrays.copyOfRange(stream, start, stream.length));
        return units;
    }

    /** Returns frames of VP8, a key frame every second. */
    public static List<byte[]> vp8(String size, int frames) {
        return ivf(size, frames, "libvpx -deadline realtime -cpu-used 8 -auto-alt-ref 0 -f ivf");
    }

    /** Returns frames of VP9, a key frame every second. */
    public static List<byte[]> vp9(String size, int frames) {
        return ivf(size, frames, "libvpx-vp9 -deadline realtime -cpu-used 8 -lag-in-frames 0 -f ivf");
    }

    /** Returns temporal units of AV1, a key frame every second. */
    public static List<byte[]> av1(String size, int frames) {
        return ivf(size, frames, "libaom-av1 -usage realtime -cpu-used 8 -lag-in-frames 0 -f ivf");
    }

    /** Returns access units of H.264 of one colour, named as ffmpeg does, otherwise like the others. */
    public static List<byte[]> h264OfColour(String colour, String size, int frames) {
        return h264("color=c=" + colour + ":", size, frames, "baseline");
    }

    private static String[] arguments(String source, String size, int frames, String encoder) {
        String line = "-f lavfi -i %ssize=%s:rate=%d -frames:v %d -pix_fmt yuv420p -g %d -c:v %s"
                .formatted(source, size, RATE, frames, RATE, encoder);
        return line.split(" ", -1);
    }

    private static List<byte[]> ivf(String size, int frames, String encoder) {
        ByteBuffer stream = ByteBuffer.wrap(Ffmpeg.encode(arguments(PATTERN, size, frames, encoder)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(IVF_HEADER);
        List<byte[]> found = new ArrayList<>();
        while (stream.remaining() >= IVF_FRAME_HEADER) {
            byte[] frame = new byte[stream.getInt()];
            stream.getLong();
            stream.get(frame);
            found.add(frame);
        }
        return found;
    }

    /** Returns packets of Opus of 20 ms, of a tone in stereo. */
    public static List<byte[]> opus(int seconds) {
        return opus(seconds, 440);
    }

    /** Returns packets of Opus of 20 ms, of a tone of so many hertz in stereo. */
    public static List<byte[]> opus(int seconds, int hertz) {
        String line = "-f lavfi -i sine=frequency=%d:sample_rate=48000 -t %d -ac 2 -c:a libopus -b:a 64k -f ogg"
                .formatted(hertz, seconds);
        byte[] stream = Ffmpeg.encode(line.split(" ", -1));
        List<byte[]> packets = new ArrayList<>();
        for (int page = 0; page < stream.length; ) {
            int segments = stream[page + OGG_HEADER - 1] & 0xFF;
            int at = page + OGG_HEADER + segments;
            int start = at;
            for (int i = 0; i < segments; i++) {
                int length = stream[page + OGG_HEADER + i] & 0xFF;
                at += length;
                if (length < 255) {
                    packets.add(Arrays.copyOfRange(stream, start, at));
                    start = at;
                }
            }
            page = at;
        }
        return packets.subList(OGG_HEADER_PACKETS, packets.size());
    }

    /** Returns frames of AAC-LC at 48 kHz in stereo, of 1,024 samples. */
    public static List<byte[]> aac(int seconds) {
        String line = "-f lavfi -i sine=frequency=440:sample_rate=48000 -t %d -ac 2 -c:a aac -b:a 96k -f adts"
                .formatted(seconds);
        byte[] stream = Ffmpeg.encode(line.split(" ", -1));
        List<byte[]> frames = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int length = (stream[at + 3] & 3) << 11 | (stream[at + 4] & 0xFF) << 3 | (stream[at + 5] & 0xFF) >> 5;
            frames.add(Arrays.copyOfRange(stream, at + ADTS_HEADER, at + length));
            at += length;
        }
        return frames;
    }
}
