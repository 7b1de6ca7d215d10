package live.griot.app.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where backups are put.
 *
 * @param backupDir a directory outside of {@code griot.data-dir}, made when missing; without one no backup is made
 */
@ConfigurationProperties("griot")
record BackupProperties(@Nullable Path backupDir) {}
