package live.griot.tools.publish;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file's first picture and first sound, decoded by two children that are ffmpeg: native code that reads what strangers made stays out
 * of this process. They write to pipes, so they are never further ahead than a pipe is long, and end when this process does.
 */
final class VideoFile implements Source {
    /** What to do where there is no ffmpeg. */
    static final String REMEDY =
            "ffmpeg decodes files, and there is none: apt-get install ffmpeg, or name one with --ffmpeg";

    private final Process pictures;
    private final Process sound;
    private boolean silent;

    private VideoFile(Process pictures, Process sound) {
        this.pictures = pictures;
        this.sound = sound;
    }

    /** Opens a file; throws {@link IOException} with a sentence when that cannot be. */
    static VideoFile open(Path file, @Nullable Path ffmpeg, int width, int height, boolean loop) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("There is no file %s that can be read".formatted(file));
        }
        String program = ffmpeg == null ? "ffmpeg" : ffmpeg.toString();
        String fitted =
                "scale=%1$d:%2$d:force_original_aspect_ratio=decrease,pad=%1$d:%2$d:-1:-1,fps=%3$d,format=yuv420p"
                        .formatted(width, height, FRAMES_A_SECOND);
        Process pictures = start(program, file, loop, "-map", "0:v:0", "-vf", fitted, "-f", "rawvideo", "pipe:1");
        try {
            Process sound = start(
                    program, file, loop, "-map", "0:a:0", "-ac", "1", "-ar", "" + SAMPLE_RATE, "-f", "s16le", "pipe:1");
            return new VideoFile(pictures, sound);
        } catch (IOException failure) {
            pictures.destroyForcibly();
            throw failure;
        }
    }

    private static Process start(String program, Path file, boolean loop, String... output) throws IOException {
        List<String> command = new ArrayList<>(List.of(program, "-nostdin", "-hide_banner", "-loglevel", "error"));
        if (loop) {
            command.addAll(List.of("-stream_loop", "-1"));
        }
        // A path and nothing else: a name may look like an option or a protocol, and a file may point to others.
        command.addAll(List.of("-protocol_whitelist", "file", "-i", "file:" + file.toAbsolutePath()));
        command.addAll(Arrays.asList(output));
        try {
            return new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            throw new IOException(REMEDY, missing);
        }
    }

    @Override
    public boolean nextPicture(Frame into) throws IOException {
        return read(into.luma()) && read(into.blue()) && read(into.red());
    }

    private boolean read(byte[] plane) throws IOException {
        return pictures.getInputStream().readNBytes(plane, 0, plane.length) == plane.length;
    }

    @Override
    public void nextSound(byte[] into) throws IOException {
        InputStream samples = sound.getInputStream();
        int length = silent ? 0 : samples.readNBytes(into, 0, into.length);
        Arrays.fill(into, length, into.length, (byte) 0);
        // A file without sound, or one whose sound is shorter than its picture.
        silent |= length < into.length;
    }

    @Override
    public void close() {
        pictures.destroyForcibly();
        sound.destroyForcibly();
    }
}
