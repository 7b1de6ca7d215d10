package live.griot.app.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The program, with an account whose password stands in a file: what a command needs. */
abstract class CommandFixture {
    @TempDir
    static Path data;

    static StartedGriot griot;

    /** Of the account {@code maker}. */
    static Path password;

    @BeforeAll
    static void start() throws Exception {
        griot = StartedGriot.in(data);
        griot.client().register("maker");
        password = Files.writeString(data.resolve("password"), "correct horse maker\n");
    }

    @AfterAll
    static void stop() {
        griot.close();
    }
}
