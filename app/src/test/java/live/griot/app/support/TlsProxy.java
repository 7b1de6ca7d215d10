package live.griot.app.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A proxy of the distribution's with its sample of {@code docker/}, on ports of its own and with a certificate made for it, until it is closed. */
public final class TlsProxy implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Process process;
    private final int port;
    private final KeyStore keys;

    private TlsProxy(Process process, int port, KeyStore keys) {
        this.process = process;
        this.port = port;
        this.keys = keys;
    }

    /** Starts nginx in that directory, in front of that program; returns once it answers. */
    public static TlsProxy nginx(URI griot, Path directory) throws Exception {
        int port = freePort();
        String configuration = Files.readString(Path.of("../docker/nginx.conf"))
                .replace("127.0.0.1:8080", "127.0.0.1:" + griot.getPort())
                .replace("listen 443 ssl", "listen 127.0.0.1:%d ssl".formatted(port))
                .replace("listen 80", "listen 127.0.0.1:" + freePort())
                .replace("/etc/nginx/", directory + "/")
                .replace("access_log off;", "access_log off;" + temporary(directory))
                .replace("pid nginx.pid", "pid %s/nginx.pid".formatted(directory));
        String file = Files.writeString(directory.resolve("nginx.conf"), configuration)
                .toString();
        return start(directory, port, "/usr/sbin/nginx", "-p", directory.toString(), "-c", file, "-g", "daemon off;");
    }

    /** Starts Caddy in that directory, in front of that program; returns once it answers. */
    public static TlsProxy caddy(URI griot, Path directory) throws Exception {
        int port = freePort();
        String own =
                "{\n\tadmin off\n\tgrace_period 1s\n\tauto_https disable_redirects\n}\nhttps://localhost:%d {\n\ttls %s/griot.crt %s/griot.key"
                        .formatted(port, directory, directory);
        String configuration = Files.readString(Path.of("../docker/Caddyfile"))
                .replace("127.0.0.1:8080", "127.0.0.1:" + griot.getPort())
                .replace("{$GRIOT_SITE:griot.example.org} {", own);
        String file =
                Files.writeString(directory.resolve("Caddyfile"), configuration).toString();
        return start(directory, port, "/usr/bin/caddy", "run", "--adapter", "caddyfile", "--config", file);
    }

    private static TlsProxy start(Path directory, int port, String... command) throws Exception {
        KeyStore keys = certificate(directory);
        pem(
                directory.resolve("griot.crt"),
                "CERTIFICATE",
                keys.getCertificate("griot").getEncoded());
        pem(
                directory.resolve("griot.key"),
                "PRIVATE KEY",
                keys.getKey("griot", PASSWORD).getEncoded());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("proxy.log").toFile());
        builder.environment().put("XDG_DATA_HOME", directory.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        Process process = builder.start();
        TlsProxy proxy = new TlsProxy(process, port, keys);
        await().until(() -> answers(process, port, directory));
        return proxy;
    }

    /** What nginx would put aside where its package has it, which only root may write. */
    private static String temporary(Path directory) {
        return Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(what -> "%s_temp_path %s/%s;".formatted(what, directory, what))
                .collect(Collectors.joining());
    }

    private static boolean answers(Process process, int port, Path directory) throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("The proxy did not start: " + Files.readString(directory.resolve("proxy.log")));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns its address. */
    public URI address() {
        return URI.create("https://localhost:" + port);
    }

    /** Returns what trusts its certificate. */
    public SSLContext trusting() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore certificate(Path directory) throws Exception {
        Path file = directory.resolve("griot.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "griot",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new AssertionError("No certificate was made");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyStore both = KeyStore.getInstance("PKCS12");
        both.load(null, null);
        both.setKeyEntry("griot", keys.getKey("griot", PASSWORD), PASSWORD, keys.getCertificateChain("griot"));
        both.setCertificateEntry("trusted", keys.getCertificate("griot"));
        return both;
    }

    private static void pem(Path file, String what, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
