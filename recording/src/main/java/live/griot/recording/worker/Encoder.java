package live.griot.recording.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import live.griot.recording.mp4.ByteSource;
import live.griot.recording.mp4.PartSamples;
import live.griot.recording.mp4.PartScanner;
import live.griot.recording.mp4.ScannedPart;
import live.griot.recording.worker.Clip.Piece;
import live.griot.recording.worker.Programme.Size;

/** Decodes pictures and encodes them again, by the video program. Thread-safe. */
final class Encoder {
    /** Bits that a picture's point is worth; 2.8 Mbit/s for 720p with 30 pictures a second. */
    private static final double BITS_A_POINT = 0.1;

    /** What is counted on, and what a grid has. */
    static final int PICTURES_A_SECOND = 30;

    private static final long LEAST_BITS = 300_000;

    /** A picture of the largest size that is made has less. */
    private static final int LARGEST_STILL = 1 << 20;

    /** What pictures say of their colours goes into the stream's head, which is to be the same for all. */
    static final String ALIKE = "setparams=range=tv:color_primaries=unknown:color_trc=unknown:colorspace=unknown";

    private final FfmpegProgram program;

    Encoder(FfmpegProgram program) {
        this.program = program;
    }

    /**
     * Encodes a clip as H.264 in a size, with bars where its pictures have another shape; each picture stays where it is in time.
     *
     * @param file where it is put
     * @param read told of bytes of the clip that were read
     */
    Clip encode(Clip clip, Size size, Path file, Making making, LongConsumer read)
            throws IOException, NotMadeException, StoppedException {
        encode(
                List.of("-map", "0:v:0", "-an", "-vf", fitted(size) + ",format=yuv420p," + ALIKE),
                input -> write(clip, input, read),
                size,
                file,
                making);
        return EncodedFile.read(file, clip.pieces().getFirst().startMicros());
    }

    /** Encodes a stretch of a grid in the same way. */
    Clip grid(GridStretch stretch, Size size, Path file, Making making, LongConsumer read)
            throws IOException, NotMadeException, StoppedException {
        encode(
                List.of(
                        "-filter_complex_threads",
                        "1",
                        "-filter_complex",
                        stretch.filter(size),
                        "-map",
                        "[grid]",
                        "-an"),
                input -> stretch.writeTo(input, read),
                size,
                file,
                making);
        return EncodedFile.read(file, stretch.fromMicros());
    }

    private void encode(List<String> pictures, Children.Input input, Size size, Path file, Making making)
            throws IOException, NotMadeException, StoppedException {
        List<String> encoder = program.get().encoder();
        if (encoder.isEmpty()) {
            throw NotMadeException.ever("This server's video program has no encoder of H.264");
        }
        List<String> arguments = new ArrayList<>(pictures);
        arguments.add("-c:v");
        arguments.addAll(encoder);
        arguments.addAll(List.of("-b:v", String.valueOf(bits(size)), "-g", "120", "-fps_mode", "passthrough"));
        arguments.addAll(List.of("-enc_time_base", "1/90000", "-video_track_timescale", "90000"));
        try (OutputStream to = Files.newOutputStream(file)) {
            program.run(arguments, input, to, making);
        }
    }

    /** Adds a clip to those before it, the first of which decodes all; refuses one that it cannot decode, whatever is said of it. */
    static void add(Clip next, List<Clip> encoded) throws NotMadeException {
        if (!encoded.isEmpty()) {
            Clip first = encoded.getFirst();
            encoded.set(
                    0,
                    first.with(first.description()
                            .forBoth(next.description())
                            .orElseThrow(() -> NotMadeException.ever("The recording's pictures do not become alike"))));
        }
        encoded.add(next);
    }

    private static long bits(Size size) {
        return Math.max(LEAST_BITS, (long) (BITS_A_POINT * PICTURES_A_SECOND * size.width() * size.height()));
    }

    /** Returns about how many bytes so many seconds of pictures have once they are encoded. */
    static long bytes(Size size, long seconds) {
        return bits(size) / Byte.SIZE * seconds;
    }

    private static void write(Clip clip, OutputStream program, LongConsumer read) throws IOException {
        program.write(clip.init());
        for (Piece piece : clip.pieces()) {
            try (InputStream from = piece.opener().open(0, piece.length())) {
                from.transferTo(program);
            }
            read.accept(piece.length());
        }
    }

    /**
     * Returns the key frames that some of a clip's parts begin with as JPEG, in the same order; no bytes for what cannot be decoded.
     *
     * @param size that they are put into, with bars
     */
    List<byte[]> stills(Clip clip, List<Piece> pieces, Size size, Making making)
            throws IOException, NotMadeException, StoppedException {
        making.check();
        MovieMaker movie = MovieMaker.ofKeyFrames(clip, pieces);
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        OutputStream bounded = new BoundedOutputStream(made, (pieces.size() + 1L) * LARGEST_STILL);
        List<byte[]> stills;
        try {
            program.run(
                    List.of(
                            "-map",
                            "0:v:0",
                            "-an",
                            "-vf",
                            fitted(size) + ",format=yuvj420p",
                            "-c:v",
                            "mjpeg",
                            "-q:v",
                            "4",
                            "-fps_mode",
                            "passthrough",
                            "-enc_time_base",
                            "1/1000",
                            "-video_track_timescale",
                            "1000"),
                    input -> movie.writeTo(input, percent -> {}, making),
                    bounded,
                    making);
            stills = samples(ByteSource.of(made.toByteArray()));
        } catch (NotMadeException undecodable) {
            if (!undecodable.isInput()) {
                throw undecodable;
            }
            stills = List.of();
        }
        return stills.size() == pieces.size() ? stills : inHalves(clip, pieces, size, making);
    }

    /** One that cannot be decoded makes nothing, and who is who is not known then: the others are found without it. */
    private List<byte[]> inHalves(Clip clip, List<Piece> pieces, Size size, Making making)
            throws IOException, NotMadeException, StoppedException {
        if (pieces.size() == 1) {
            return List.of(new byte[0]);
        }
        int half = pieces.size() / 2;
        List<byte[]> all = new ArrayList<>(stills(clip, pieces.subList(0, half), size, making));
        all.addAll(stills(clip, pieces.subList(half, pieces.size()), size, making));
        return all;
    }

    private static List<byte[]> samples(ByteSource file) throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (ScannedPart part : PartScanner.scan(file).parts()) {
            byte[] bytes = new byte[(int) (part.end() - part.start())];
            file.read(part.start(), bytes, 0, bytes.length);
            PartSamples samples = PartSamples.read(ByteSource.of(bytes)).orElseThrow();
            int at = (int) samples.dataStart();
            for (int i = 0; i < samples.count(); i++) {
                found.add(Arrays.copyOfRange(bytes, at, at + (int) samples.size(i)));
                at += (int) samples.size(i);
            }
        }
        return found;
    }

    /** Returns what puts pictures into a size, with bars where they have another shape. */
    static String fitted(Size size) {
        return "scale=w=%1$d:h=%2$d:force_original_aspect_ratio=decrease:force_divisible_by=2,pad=%1$d:%2$d:(ow-iw)/2:(oh-ih)/2,setsar=1"
                .formatted(size.width(), size.height());
    }
}
