package live.griot.app.startup;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.mock.env.MockEnvironment;

/** What the program keeps is its owner's alone, also where it was left open to others. */
@BesideOthers
class DataDirectoryTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"griot.mv.db", "wrapping.keys", "lookup.key", "signing.jwk", "admin-invitations.txt"})
    void every_file_of_the_programs_is_closed_and_the_directory_with_them(String name) throws IOException {
        Path file = open(name);

        start();

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(fromString("rwx------"));
    }

    @Test
    void a_directory_in_which_somebody_else_keeps_things_stays_as_it_is() throws IOException {
        Path theirs = open("holiday.jpg");

        start();

        assertThat(Files.getPosixFilePermissions(theirs)).isEqualTo(fromString("rw-r--r--"));
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(fromString("rwxr-xr-x"));
    }

    @Test
    void a_relative_path_is_told_to_the_database_as_the_absolute_one_that_it_stands_for() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("griot.data-dir", "target/relative")
                .withProperty("spring.datasource.url", "jdbc:h2:file:${griot.data-dir}/griot");

        start(environment);

        assertThat(environment.getProperty("spring.datasource.url"))
                .isEqualTo(
                        "jdbc:h2:file:" + Path.of("target", "relative", "griot").toAbsolutePath());
    }

    private Path open(String name) throws IOException {
        Files.setPosixFilePermissions(directory, fromString("rwxr-xr-x"));
        return Files.setPosixFilePermissions(Files.createFile(directory.resolve(name)), fromString("rw-r--r--"));
    }

    private void start() {
        start(new MockEnvironment().withProperty("griot.data-dir", directory.toString()));
    }

    private static void start(MockEnvironment environment) {
        new DataDirectory()
                .onApplicationEvent(new ApplicationEnvironmentPreparedEvent(
                        new DefaultBootstrapContext(), new SpringApplication(), new String[0], environment));
    }
}
