package live.griot.app.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The FFmpeg of this machine, as a player that is nobody's here. */
public final class SystemFfmpeg {
    private SystemFfmpeg() {}

    /** Plays what these arguments say, to nobody; returns what it said of it. */
    public static String play(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-hide_banner"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-f", "null", "-"));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("There is no ffmpeg: apt-get install ffmpeg", missing);
        }
    }
}
