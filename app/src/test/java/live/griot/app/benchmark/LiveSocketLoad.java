package live.griot.app.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import live.griot.app.storage.DatabaseServer;

/**
 * Measures what the live socket costs and how many messages a second are stored: the program in this process, on H2 or on a database
 * server, and those who listen and write in another. Bounded in sockets, rate and time; speaks to loopback only. It prints the
 * CPU time of this whole process, kernel included.
 *
 * <p>Arguments: {@code fanout <sockets> <messages a second> <seconds> [property=value ...]}, or
 * {@code write <rooms> <writers> <seconds> [h2|server] [property=value ...]}.
 */
public final class LiveSocketLoad {
    private static final int MAX_SOCKETS = 12_000;
    private static final int MAX_RATE = 1_000;
    private static final int MAX_WRITERS = 500;
    private static final int MAX_SECONDS = 60;

    private LiveSocketLoad() {}

    /** Runs one measurement. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("griot-load");
        List<String> words = new ArrayList<>();
        Map<String, String> properties = new HashMap<>(unlimited());
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                words.add(argument);
            } else {
                properties.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        boolean writes = words.get(0).equals("write");
        int many = Math.clamp(Integer.parseInt(words.get(1)), 1, MAX_SOCKETS);
        int rate = Math.clamp(Integer.parseInt(words.get(2)), 1, writes ? MAX_WRITERS : MAX_RATE);
        int seconds = Math.clamp(Integer.parseInt(words.get(3)), 1, MAX_SECONDS);
        try (Cleanup cleanup = new Cleanup(directory)) {
            if (words.contains("server")) {
                DatabaseServer server = DatabaseServer.start(directory.resolve("server"));
                cleanup.afterwards(server::close);
                properties.putAll(server.properties());
                System.out.println("On " + server.name());
            }
            try (LoadedGriot griot = new LoadedGriot(directory.resolve("data"), properties)) {
                if (writes) {
                    run(griot, "write", Integer.toString(rate), Integer.toString(seconds), griot.rooms(many));
                } else {
                    run(
                            griot,
                            "listen",
                            Integer.toString(many),
                            Integer.toString(seconds),
                            griot.rooms(1),
                            Integer.toString(rate));
                }
            }
        }
    }

    /** No limit of the program is to be what is measured. */
    private static Map<String, String> unlimited() {
        return Map.of(
                "griot.session.host-grace", "PT1H",
                "griot.chat.burst", "1000000",
                "griot.chat.interval", "PT0.001S",
                "griot.live.max-sockets", Integer.toString(MAX_SOCKETS),
                "griot.live.max-sockets-per-address", Integer.toString(MAX_SOCKETS),
                "griot.live.max-sockets-per-person", Integer.toString(MAX_SOCKETS),
                "griot.live.frame-burst", "1000000",
                "griot.live.frames-per-second", "100000",
                "logging.level.root", "WARN");
    }

    /** Starts the crowd, and says a line for each one of its: {@code ready}, {@code begin}, {@code end}, and figures. */
    private static void run(LoadedGriot griot, String... crowd) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LiveSocketCrowd.class.getName(),
                Integer.toString(griot.port()),
                griot.token()));
        command.addAll(List.of(crowd));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = told.readLine()) != null) {
                switch (line) {
                    case "begin" -> griot.begin();
                    case "end" -> System.out.println(griot.end());
                    default -> System.out.println(line);
                }
            }
        } finally {
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
