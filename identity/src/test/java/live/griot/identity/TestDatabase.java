package live.griot.identity;

import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** An empty H2 database in MySQL mode with this module's real migrations. */
public final class TestDatabase {
    private static final String MIGRATIONS = "../app/src/main/resources/db/migration/";

    private final DataSource source;

    public TestDatabase() {
        this("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MySQL;DB_CLOSE_DELAY=-1");
        migrate("V2__identity.sql");
        migrate("V22__sealed_people.sql");
        migrate("V24__rights.sql");
        migrate("V25__guests.sql");
        migrate("V26__avatars.sql");
        migrate("V28__operators.sql");
        migrate("V29__registration.sql");
        migrate("V30__identities.sql");
        migrate("V31__passkeys.sql");
        migrate("V32__admin_bans.sql");
    }

    private TestDatabase(String url) {
        source = new DriverManagerDataSource(url);
    }

    /** Opens a database in a file, with no table in it yet. */
    public static TestDatabase in(Path file) {
        return new TestDatabase(
                "jdbc:h2:file:" + file.toAbsolutePath() + ";MODE=MySQL;WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
    }

    public void migrate(String file) {
        new ResourceDatabasePopulator(new FileSystemResource(MIGRATIONS + file)).execute(source);
    }

    public DataSource source() {
        return source;
    }

    public JdbcClient client() {
        return JdbcClient.create(source);
    }

    public TransactionOperations transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(source));
    }
}
