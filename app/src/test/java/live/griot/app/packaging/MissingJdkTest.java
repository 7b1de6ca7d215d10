package live.griot.app.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both commands of the README, in a copy that looks for JDKs in a place of its own: who has none is told what installs one. */
@BesideOthers
class MissingJdkTest {
    private static final Path ROOT = Path.of("..");
    private static final String NONE = "Griot is built with a JDK 25 or later, and there is none on this machine: ";

    @TempDir
    Path machine;

    @BeforeEach
    void copy() throws IOException {
        Path jdks = Files.createDirectory(machine.resolve("jdks"));
        Path tools = Files.createDirectory(machine.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "uname", "env", "sed", "ls")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        Files.createDirectory(machine.resolve(".mvn"));
        String jdk = Files.readString(ROOT.resolve(".mvn/jdk.sh"));
        assertThat(jdk).contains("/usr/lib/jvm/", "/opt/java/", "/etc/os-release");
        Files.writeString(
                machine.resolve(".mvn/jdk.sh"),
                jdk.replace("/usr/lib/jvm/", jdks + "/")
                        .replace("/opt/java/", machine + "/none/")
                        .replace("/usr/java/", machine + "/none/")
                        .replace("/usr/jdk/", machine + "/none/")
                        .replace("/etc/os-release", machine + "/os-release"));
        for (String command : List.of("mvnw", "verify", "griot")) {
            Files.copy(ROOT.resolve(command), machine.resolve(command));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 13, sudo apt-get install openjdk-25-jdk-headless",
        "debian, 12, sudo apt-get install temurin-25-jdk (from Adoptium's repository: https://adoptium.net/installation/linux)",
        "ubuntu, 24.04, sudo apt-get install openjdk-25-jdk-headless",
        "fedora, 44, sudo dnf install java-25-openjdk-devel",
        "plan9, 4, get one from https://adoptium.net/temurin/releases?version=25",
    })
    void every_command_says_in_one_line_what_installs_one(String system, String version, String remedy)
            throws Exception {
        Files.writeString(machine.resolve("os-release"), "ID=%s\nVERSION_ID=\"%s\"\n".formatted(system, version));
        jdk("jre-25", "25.0.1", "java");
        jdk("jdk-17", "17.0.15", "java", "javac");

        assertThat(run("./mvnw", "spring-boot:run")).isEqualTo("1: " + NONE + remedy + "\n");
        assertThat(run("./verify")).isEqualTo("1: " + NONE + remedy + "\n");
        assertThat(run("./griot")).isEqualTo("1: " + NONE + remedy + "\n");
    }

    @Test
    void on_a_mac_it_is_homebrew_that_installs_one() throws Exception {
        Files.delete(machine.resolve("tools/uname"));
        Path uname = Files.writeString(machine.resolve("tools/uname"), "#!/bin/sh\necho Darwin\n");
        assertThat(uname.toFile().setExecutable(true)).isTrue();

        assertThat(run("./mvnw")).isEqualTo("1: " + NONE + "brew install --cask temurin@25\n");
    }

    @Test
    void one_that_is_no_default_is_found_and_runs_the_build() throws Exception {
        Path jdk = jdk("jdk-26", "26.0.1", "java", "javac");

        assertThat(run("/bin/sh", "-c", ". .mvn/jdk.sh && echo $JAVA_HOME")).isEqualTo("0: " + jdk + "\n");
    }

    private Path jdk(String name, String version, String... programs) throws IOException {
        Path home = machine.resolve("jdks").resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (String program : programs) {
            assertThat(Files.createFile(home.resolve("bin").resolve(program))
                            .toFile()
                            .setExecutable(true))
                    .isTrue();
        }
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        return home;
    }

    /** Returns how the command ended and what it said. */
    private String run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(machine.toFile())
                .redirectErrorStream(true)
                .redirectOutput(machine.resolve("said").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA"));
        builder.environment().put("PATH", machine.resolve("tools").toString());
        builder.environment().put("HOME", machine.toString());
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return "%d: %s".formatted(process.exitValue(), Files.readString(machine.resolve("said")));
    }
}
