package live.griot.recording.hls;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The distribution's nginx with the sample of {@code docker/}, until it is closed. */
final class HlsCache implements AutoCloseable {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    private final Process process;
    private final int port;

    /** Starts it in a directory, in front of a server. */
    HlsCache(URI origin, Path directory) throws IOException {
        if (!Files.isExecutable(NGINX)) {
            throw new IllegalStateException("There is no %s: apt-get install nginx-light".formatted(NGINX));
        }
        port = freePort();
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(what -> "%s_temp_path %s/%s;".formatted(what, directory, what))
                .collect(Collectors.joining());
        String configuration = Files.readString(Path.of("../docker/nginx-hls.conf"))
                .replace("127.0.0.1:8080", "127.0.0.1:" + origin.getPort())
                .replace("listen 80", "listen 127.0.0.1:" + port)
                .replace("/var/cache/nginx/griot-hls", directory + "/cache")
                .replace("access_log off;", "access_log off;" + temporary)
                .replace("pid nginx.pid", "pid %s/nginx.pid".formatted(directory));
        // Its workers are else somebody who may not write here.
        String user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
        Path file = Files.writeString(directory.resolve("nginx.conf"), user + configuration);
        process = new ProcessBuilder(
                        NGINX.toString(), "-p", directory.toString(), "-c", file.toString(), "-g", "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
        await().until(() -> answers(directory));
    }

    private boolean answers(Path directory) throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("nginx did not start: " + Files.readString(directory.resolve("nginx.log")));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Returns where a path is through it. */
    URI through(URI atOrigin) {
        return URI.create("http://127.0.0.1:" + port).resolve(atOrigin.getRawPath());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
