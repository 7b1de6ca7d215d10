package live.griot.app.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Spares round trips to a MySQL or MariaDB server that Connector/J makes unless told otherwise: it asks for the state of the session
 * and the server's variables, and sends the rows of a batch one by one. What the URL says itself counts.
 */
@Component
final class ConnectorSettings implements BeanPostProcessor {
    private static final String CONNECTOR = "jdbc:mysql:";

    private static final Map<String, String> SETTINGS = Map.of(
            "useLocalSessionState", "true",
            "elideSetAutoCommits", "true",
            "cacheServerConfiguration", "true",
            "rewriteBatchedStatements", "true",
            "cachePrepStmts", "true");

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource source
                && source.getJdbcUrl() != null
                && source.getJdbcUrl().startsWith(CONNECTOR)) {
            SETTINGS.forEach((key, value) -> {
                if (!source.getJdbcUrl().contains(key + "=")) {
                    source.addDataSourceProperty(key, value);
                }
            });
        }
        return bean;
    }
}
