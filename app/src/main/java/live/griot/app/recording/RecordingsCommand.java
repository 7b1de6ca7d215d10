package live.griot.app.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import live.griot.app.startup.CommandEnvironment;
import live.griot.app.storage.StoreAddress;
import live.griot.recording.bucket.Bucket;
import live.griot.recording.bucket.BucketProperties;
import live.griot.recording.export.MovieExport;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingFolder;
import live.griot.recording.store.RecordingName;
import live.griot.recording.timeline.MediaTime;
import live.griot.recording.upkeep.Verification;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * {@code recordings} on the command line: {@code list}, {@code verify}, {@code export <id> <file>}. It reads the files where the program has
 * them, and changes none, so the program may run meanwhile. Its embedded database can be opened by one at a time: while the program runs,
 * {@code verify} compares the files alone, and says so.
 */
public final class RecordingsCommand {
    /** The first argument that means this command. */
    public static final String NAME = "recordings";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int NO_DATABASE = 90146;
    private static final int OPEN_ELSEWHERE = 90020;
    private static final String READ_ONLY = ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";

    private final PrintStream out;
    private final PrintStream err;

    /** Tells what it finds on one stream, and what went wrong on the other. */
    public RecordingsCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Carries it out and blocks until that is done.
     *
     * @param arguments {@link #NAME}, what to do, and properties such as {@code --griot.data-dir=/var/lib/griot}
     * @return the exit code: 0 when it is done and, for {@code verify}, nothing was found; else 1
     */
    public int run(String... arguments) {
        String[] words = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--"))
                .toArray(String[]::new);
        String what = words.length < 2 ? "" : words[1] + words.length;
        Environment environment = CommandEnvironment.of(arguments);
        try {
            if (environment.getProperty("griot.recording.s3.bucket") == null) {
                return run(RecordingFolder.of(directory(environment)), environment, what, words);
            }
            return runWithBucket(environment, what, words);
        } catch (IOException failure) {
            return failed(failure.toString());
        }
    }

    /** What has to come from the bucket comes into a directory of this command alone. */
    private int runWithBucket(Environment environment, String what, String... words) throws IOException {
        BucketProperties properties = Binder.get(environment)
                .bind("griot.recording.s3", BucketProperties.class)
                .get();
        Path scratch = Files.createTempDirectory("griot-recordings");
        try (Bucket bucket = new Bucket(properties)) {
            return run(RecordingFolder.of(directory(environment), bucket, scratch), environment, what, words);
        } finally {
            FileSystemUtils.deleteRecursively(scratch);
        }
    }

    private int run(RecordingFolder folder, Environment environment, String what, String... words) throws IOException {
        return switch (what) {
            case "list2" -> list(folder);
            case "verify2" -> verify(folder, environment);
            case "export4" -> export(folder, words[2], words[3]);
            default -> failed("Say what to do: recordings list, recordings verify, recordings export <id> <file>");
        };
    }

    private static Path directory(Environment environment) {
        String own = environment.getProperty("griot.recording.directory");
        return own == null
                ? Path.of(environment.getRequiredProperty("griot.data-dir")).resolve("recordings")
                : Path.of(own);
    }

    private int failed(String why) {
        err.println(why);
        return FAILED;
    }

    private int list(RecordingFolder folder) throws IOException {
        for (RecordingName name : folder.recordings()) {
            RecordingContents contents = folder.read(name).contents();
            Duration length = MediaTime.of(contents).map(MediaTime::length).orElse(Duration.ZERO);
            out.printf(
                    "%s  %s  %6d s  %,15d bytes  %s%n",
                    name,
                    Instant.ofEpochMilli(contents.beganMillis()),
                    length.toSeconds(),
                    contents.bytes(),
                    contents.isFinished() ? contents.states().getLast().reason() : "not finished");
        }
        return DONE;
    }

    private int export(RecordingFolder folder, String id, String file) throws IOException {
        Optional<RecordingName> name = RecordingName.parse(id);
        if (name.isEmpty()) {
            return failed("%s is not the id of a recording".formatted(id));
        }
        Path target = Path.of(file);
        try (OutputStream to = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            long parts = MovieExport.write(folder.read(name.get()), to);
            out.printf("%s: %d parts of %s%n", file, parts, id);
            return DONE;
        } catch (FileAlreadyExistsException there) {
            return failed("%s is there already".formatted(file));
        } catch (NoSuchFileException none) {
            Files.deleteIfExists(target);
            return failed("There is no recording %s here (%s)".formatted(id, none.getMessage()));
        } catch (IOException failure) {
            Files.deleteIfExists(target);
            throw failure;
        }
    }

    private int verify(RecordingFolder folder, Environment environment) throws IOException {
        boolean isRunning = folder.isOpen();
        StoreAddress address = StoreAddress.in(environment);
        try (Connection connection = connect(address)) {
            Recordings rows = new Recordings(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
            return verify(folder, rows, isRunning, "");
        } catch (SQLException failure) {
            return switch (failure.getErrorCode()) {
                case OPEN_ELSEWHERE ->
                    verify(folder, null, true, "; the program runs and has its database open, so no row was compared");
                case NO_DATABASE -> failed("There is no database of the program's (griot.data-dir)");
                default -> failed("The database cannot be read: " + failure.getMessage());
            };
        } catch (DataAccessException failure) {
            return failed("The database cannot be read: "
                    + failure.getMostSpecificCause().getMessage());
        }
    }

    private static Connection connect(StoreAddress address) throws SQLException {
        String how = address.isServer() ? "" : READ_ONLY;
        return DriverManager.getConnection(address.url() + how, address.user(), address.password());
    }

    private int verify(RecordingFolder folder, @Nullable Recordings rows, boolean isRunning, String addition)
            throws IOException {
        Verification.Summary seen = new Verification(folder, rows, isRunning, out::println).run();
        String written = seen.beingWritten() == 0 ? "" : ", %d of them being written".formatted(seen.beingWritten());
        out.printf(
                "%d recordings%s; %d parts, %d bytes read; %s%s%n",
                seen.recordings(),
                written,
                seen.parts(),
                seen.bytes(),
                seen.findings() == 0 ? "nothing is wrong" : "%d findings".formatted(seen.findings()),
                addition);
        return seen.findings() == 0 ? DONE : FAILED;
    }
}
