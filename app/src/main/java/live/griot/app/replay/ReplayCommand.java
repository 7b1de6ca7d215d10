package live.griot.app.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import live.griot.app.startup.CommandEnvironment;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code replay <projection>} on the command line: asks the program that runs on this machine to rebuild a projection, tells how far it
 * is, and waits until it is done. Finds the program by {@code griot.management.*}, read from where the program
 * reads it.
 */
public final class ReplayCommand {
    /** The first argument that means this command. */
    public static final String NAME = "replay";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final long LOOK_AGAIN_MILLIS = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final PrintStream out;
    private final PrintStream err;
    private @Nullable String token;

    /** Tells progress on one stream, and what went wrong on the other. */
    public ReplayCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The program answered, and did not do it. */
    private static final class NotDone extends Exception {
        private static final long serialVersionUID = 1L;

        NotDone(String why) {
            super(why);
        }
    }

    /**
     * Replays a projection and blocks until that is done, which takes seconds to hours.
     *
     * @param arguments {@link #NAME}, the projection, and properties such as {@code --griot.management.port=8082}
     * @return the exit code: 0 when the projection is rebuilt, 1 when not, and then one line says why
     */
    public int run(String... arguments) {
        String[] words = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--"))
                .toArray(String[]::new);
        if (words.length != 2) {
            err.println("Say which projection: replay <projection>");
            return FAILED;
        }
        String name = words[1];
        Environment environment = CommandEnvironment.of(arguments);
        URI program = program(environment);
        token = token(environment);
        try {
            replay(
                    name,
                    UriComponentsBuilder.fromUri(program)
                            .path("/actuator/replay/")
                            .pathSegment(name)
                            .encode()
                            .build()
                            .toUri());
            return DONE;
        } catch (NotDone answered) {
            err.println(answered.getMessage());
        } catch (IOException nobodyThere) {
            err.printf("No program answers at %s; a replay is done by the running program%n", program);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            err.println("No longer waiting; the program goes on replaying");
        }
        return FAILED;
    }

    private void replay(String name, URI projection) throws NotDone, IOException, InterruptedException {
        JsonNode now = ask(HttpRequest.newBuilder(projection).POST(BodyPublishers.noBody()));
        while (now.path("replaying").asBoolean()) {
            if (now.path("stopped").asBoolean()) {
                throw new NotDone("An error stops the projection %s; the program's log says which".formatted(name));
            }
            out.printf(
                    "%s: at %d of %d%n",
                    name,
                    Math.max(0, now.path("position").asLong()),
                    now.path("target").asLong());
            Thread.sleep(LOOK_AGAIN_MILLIS);
            now = ask(HttpRequest.newBuilder(projection).GET());
        }
        out.printf("%s: replayed%n", name);
    }

    private JsonNode ask(HttpRequest.Builder request) throws NotDone, IOException, InterruptedException {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        try {
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() == 200 && body.has("replaying")) {
                return body;
            }
            throw new NotDone(body.path("detail").asString("The program answered " + answer.statusCode()));
        } catch (JacksonException notJson) {
            throw new NotDone("What answers at %s is not this program".formatted(answer.uri()));
        }
    }

    private static URI program(Environment environment) {
        return URI.create("http://%s:%s"
                .formatted(
                        environment.getProperty("griot.management.address", "localhost"),
                        environment.getProperty("griot.management.port", "8081")));
    }

    private static @Nullable String token(Environment environment) {
        String file = environment.getProperty("griot.management.token-file");
        try {
            return file == null
                    ? environment.getProperty("griot.management.token")
                    : Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("griot.management.token-file cannot be read", unreadable);
        }
    }
}
