package live.griot.app.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pictures of one colour, and what is seen of such: the machine's ffmpeg makes them, and looks. */
final class SeenPictures {
    private static final int IVF_HEADER = 32;
    private static final int IVF_FRAME_HEADER = 12;

    private SeenPictures() {}

    /** Returns frames of VP8 of a colour, named as ffmpeg does, 30 a second, the first a key frame. */
    static List<byte[]> vp8(String colour, int width, int height, int frames) {
        ByteBuffer stream = ByteBuffer.wrap(run(
                        "-f",
                        "lavfi",
                        "-i",
                        "color=c=%s:size=%dx%d:rate=30".formatted(colour, width, height),
                        "-frames:v",
                        String.valueOf(frames),
                        "-c:v",
                        "libvpx",
                        "-deadline",
                        "realtime",
                        "-auto-alt-ref",
                        "0",
                        "-f",
                        "ivf"))
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

    /** Returns how large a file's first picture is, as {@code 1280x720}. */
    static String size(Path file) {
        byte[] png = run("-i", file.toString(), "-frames:v", "1", "-c:v", "png", "-f", "image2pipe");
        ByteBuffer head = ByteBuffer.wrap(png, 16, 8);
        return "%dx%d".formatted(head.getInt(), head.getInt());
    }

    /** Returns which of {@code red}, {@code green} and {@code blue} a place of a file's first picture has most of. */
    static String at(Path file, int x, int y) {
        byte[] colour = run(
                "-i",
                file.toString(),
                "-frames:v",
                "1",
                "-vf",
                "crop=2:2:%d:%d".formatted(x, y),
                "-pix_fmt",
                "rgb24",
                "-f",
                "rawvideo");
        int red = colour[0] & 0xFF;
        int green = colour[1] & 0xFF;
        int blue = colour[2] & 0xFF;
        return red > Math.max(green, blue) ? "red" : green > blue ? "green" : blue > green ? "blue" : "none";
    }

    private static byte[] run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "quiet"));
        command.addAll(List.of(arguments));
        command.add("-");
        try {
            return new ProcessBuilder(command).start().getInputStream().readAllBytes();
        } catch (IOException missing) {
            throw new UncheckedIOException("There is no ffmpeg: apt-get install ffmpeg", missing);
        }
    }
}
