package live.griot.identity.datadir;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server keeps what must survive a restart, {@code griot.data-dir}.
 *
 * @param dataDir a directory that only the server's own user may read; made when missing; default {@code data}
 */
@ConfigurationProperties("griot")
public record DataDirectory(@DefaultValue("data") Path dataDir) {
    /** Returns the secret of that file name, which need not exist yet. */
    public SecretFile secret(String name) {
        return new SecretFile(dataDir.resolve(name));
    }
}
