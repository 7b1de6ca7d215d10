package live.griot.tools.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say as whom a command acts on a Griot. The password is never one of them: it would stand in the list of processes. */
public final class Account {
    /** The variable that a password may be in. */
    public static final String PASSWORD_VARIABLE = "GRIOT_PASSWORD";

    @Option(names = "--server", paramLabel = "URL", description = "A Griot, such as http://localhost:8080.")
    private @Nullable URI server;

    @Option(names = "--handle", description = "The account's handle there.")
    private @Nullable String handle;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Where its password is; without, the variable " + PASSWORD_VARIABLE + ".")
    private @Nullable Path passwordFile;

    /** Returns the server, or null when none is named. */
    public @Nullable URI server() {
        return server;
    }

    /** Signs in; throws {@link IOException} with a sentence when something is missing or refused. */
    public GriotClient signIn() throws IOException, InterruptedException {
        if (server == null || handle == null) {
            throw new IOException("To go live by account, give --server, --handle and --password-file");
        }
        return new GriotClient(server).login(handle, password());
    }

    private String password() throws IOException {
        if (passwordFile == null) {
            String variable = System.getenv(PASSWORD_VARIABLE);
            if (variable == null) {
                throw new IOException("No password: give --password-file, or set " + PASSWORD_VARIABLE);
            }
            return variable;
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException unreadable) {
            throw new IOException("The password cannot be read from %s".formatted(passwordFile), unreadable);
        }
    }
}
