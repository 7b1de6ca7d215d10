package live.griot.app.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where backups are put.
 *
 * @param backupDir a directory, made when missing; the directory {@code backups} in {@code griot.data-dir} where none is named
 */
@ConfigurationProperties("griot")
record BackupProperties(@Nullable Path backupDir) {}
