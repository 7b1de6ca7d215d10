package live.griot.app.startup;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The configuration of a command that starts no server, read from where the program reads it. */
public final class CommandEnvironment {
    private CommandEnvironment() {}

    /** Returns what the command line ({@code --griot.data-dir=...}), the environment and the files say, in that order. */
    public static ConfigurableEnvironment of(String... arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        String directory = environment.getProperty(DataDirectory.PROPERTY, DataDirectory.DEFAULT);
        // As for the program: the embedded database takes no path that is relative without saying so.
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "dataDirectory",
                        Map.of(
                                DataDirectory.PROPERTY,
                                Path.of(directory).toAbsolutePath().toString())));
        return environment;
    }
}
