package live.griot.app.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Makes the data directory ({@code griot.data-dir}) before anything is put in it, readable by its owner alone: the embedded
 * database and the keys live there.
 */
public final class DataDirectory implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Path directory = Path.of(event.getEnvironment().getProperty("griot.data-dir", "./data"));
        try {
            if (Files.notExists(directory)) {
                Files.createDirectories(directory);
                if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(directory, OWNER_ONLY);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The data directory %s cannot be made".formatted(directory), failure);
        }
    }
}
