package live.griot.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a command cannot do it says in one line, and does nothing. */
class RefusedCommandsTest {
    private static final String NOBODY = "http://localhost:9/";

    @Test
    void what_is_out_of_bounds_is_refused() {
        assertRefused(2, "--viewers must be 0 to 2000", "load", "--server", NOBODY, "--viewers", "2001");
        assertRefused(2, "--seconds must be 1 to 600", "load", "--server", NOBODY, "--seconds", "601");
        assertRefused(2, "--loss must be 0 to 50", "load", "--server", NOBODY, "--loss", "NaN");
        assertRefused(2, "Unknown option: '--much'", "load", "--much");
    }

    @Test
    void what_does_not_fit_together_is_refused() {
        assertRefused(2, "Give either --server, or --whip-url", "load");
        assertRefused(2, "Give either --server, or --whip-url", "load", "--server", NOBODY, "--whep-url", NOBODY);
        assertRefused(2, "Give --whip-url, or --publish none", "load", "--whep-url", NOBODY);
        assertRefused(2, "--session says what to watch", "load", "--server", NOBODY, "--publish", "none");
        assertRefused(1, "give --server, --handle", "load", "--server", NOBODY);
    }

    @Test
    void other_machines_are_left_alone() {
        assertRefused(
                2,
                "192.0.2.1 is not this machine",
                "load",
                "--whip-url=http://192.0.2.1/a",
                "--whep-url=http://localhost:9/");
        assertRefused(2, "is no address of a server", "load", "--server", "localhost");
    }

    @Test
    void a_server_or_a_process_that_is_not_there_is_named() {
        assertRefused(1, "No answer from http://localhost:9/", "load", "--whip-url", NOBODY, "--whep-url", NOBODY);
        assertRefused(
                1,
                "There is no process 999999999",
                "load",
                "--whep-url=" + NOBODY,
                "--publish=none",
                "--viewers=0",
                "--warm-up=0",
                "--pid=999999999");
    }

    private static void assertRefused(int exitCode, String sentence, String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine griot = GriotCommands.commandLine();
        griot.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));

        assertThat(griot.execute(arguments)).as(said.toString()).isEqualTo(exitCode);
        assertThat(said.toString().strip()).contains(sentence);
        assertThat(said.toString().lines().filter(line -> !line.contains("viewers connected")))
                .hasSize(1);
    }
}
