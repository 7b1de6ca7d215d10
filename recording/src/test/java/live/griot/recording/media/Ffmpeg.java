package live.griot.recording.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The machine's ffmpeg and ffprobe: they encode what the tests record, and read what was recorded. */
public final class Ffmpeg {
    private static final long LIFE_SECONDS = 60;

    private Ffmpeg() {}

    /** What a program left: its output, and what it complained of. */
    @SuppressWarnings("ArrayRecordComponent") // Held by the test that asked alone.
    private record Outcome(byte[] output, String complaints, int status) {}

    /** Encodes to the standard output, which the last arguments name the format of; returns the bytes. */
    public static byte[] encode(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-bitexact"));
        command.addAll(List.of(arguments));
        command.add("-");
        Outcome outcome = run(command);
        if (outcome.status != 0) {
            throw new IllegalStateException(String.join(" ", command) + "\n" + outcome.complaints);
        }
        return outcome.output;
    }

    /** Decodes a whole file; returns what ffmpeg has to say against it: nothing, if all is well. */
    public static String complaints(Path file) {
        return complaints(file.toString());
    }

    /** Decodes what is at an address, to its end; returns what ffmpeg has to say against it. */
    public static String complaints(URI address) {
        return complaints(address.toString());
    }

    private static String complaints(String input) {
        Outcome outcome = run(List.of("ffmpeg", "-v", "warning", "-nostdin", "-i", input, "-f", "null", "-"));
        return outcome.status == 0 ? outcome.complaints : outcome.complaints + "\nstatus " + outcome.status;
    }

    /** Returns what ffprobe says of the entries of a file's first stream, one a line: {@code stream=codec_name,width} or {@code packet=pts}. */
    public static List<String> probe(Path file, String entries) {
        return probe(file.toString(), "0", entries);
    }

    /** Returns what ffprobe says of the entries of one stream, {@code v:0} say, of what is at an address, and that without a complaint. */
    public static List<String> probe(URI address, String stream, String entries) {
        return probe(address.toString(), stream, entries);
    }

    private static List<String> probe(String input, String stream, String entries) {
        List<String> command = List.of(
                "ffprobe",
                "-v",
                "error",
                "-count_frames",
                "-count_packets",
                "-select_streams",
                stream,
                "-show_entries",
                entries,
                "-of",
                "csv=p=0",
                input);
        Outcome outcome = run(command);
        if (outcome.status != 0 || !outcome.complaints.isEmpty()) {
            throw new IllegalStateException(input + ": " + outcome.complaints);
        }
        return new String(outcome.output, StandardCharsets.UTF_8).lines().toList();
    }

    private static Outcome run(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "There is no %s: apt-get install ffmpeg".formatted(command.getFirst()), missing);
        }
        try (InputStream output = process.getInputStream();
                InputStream errors = process.getErrorStream()) {
            CompletableFuture<byte[]> complaints = CompletableFuture.supplyAsync(() -> readAll(errors));
            byte[] bytes = readAll(output);
            if (!process.waitFor(LIFE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Does not end: " + String.join(" ", command));
            }
            return new Outcome(
                    bytes, new String(complaints.join(), StandardCharsets.UTF_8).strip(), process.exitValue());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] readAll(InputStream from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            from.transferTo(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
