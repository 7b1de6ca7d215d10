package live.griot.identity;

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
    private final DataSource source =
            new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MySQL;DB_CLOSE_DELAY=-1");

    public TestDatabase() {
        new ResourceDatabasePopulator(migration("V2__identity"), migration("V10__rights"), migration("V11__guests"))
                .execute(source);
    }

    private static FileSystemResource migration(String name) {
        return new FileSystemResource("../app/src/main/resources/db/migration/%s.sql".formatted(name));
    }

    public JdbcClient client() {
        return JdbcClient.create(source);
    }

    public TransactionOperations transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(source));
    }
}
