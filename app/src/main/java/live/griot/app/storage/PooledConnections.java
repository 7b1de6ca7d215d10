package live.griot.app.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Bounds how long the pool and the driver wait, spares round trips to a MySQL or MariaDB server that Connector/J makes unless told
 * otherwise (it asks for the state of the session and the server's variables, and sends the rows of a batch one by one), and puts
 * the fence around the pool. What the URL says itself counts.
 */
final class PooledConnections implements BeanPostProcessor {
    private static final Map<String, String> SPARING = Map.of(
            "useLocalSessionState", "true",
            "elideSetAutoCommits", "true",
            "cacheServerConfiguration", "true",
            "rewriteBatchedStatements", "true",
            "cachePrepStmts", "true");

    /** The pool takes no less. */
    private static final long LEAST_MILLIS = 250;

    private final Environment environment;
    private volatile @Nullable StoreWatch watch;
    private volatile @Nullable HikariDataSource pool;
    private volatile @Nullable PoolSource source;

    PooledConnections(Environment environment) {
        this.environment = environment;
    }

    /** From now on no connection is given while that says that the database is away. */
    void watchedBy(StoreWatch watching) {
        watch = watching;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource connections) {
            bound(connections);
            pool = connections;
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource connections
                ? new FencedDataSource(connections, this::isAway, this::failed)
                : bean;
    }

    /** Opens no connection while the database is away, and at once when it is back. */
    void setAway(boolean away) {
        PoolSource opening = source;
        if (opening != null) {
            opening.setAway(away);
        }
    }

    /** Closes what is open: at once what nobody uses, the rest when it is given back. */
    void closeAll() {
        HikariDataSource closing = pool;
        if (closing != null && closing.getHikariPoolMXBean() != null) {
            closing.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private void failed(SQLException failure) {
        StoreWatch watching = watch;
        if (watching != null) {
            watching.failed(failure);
        }
    }

    private boolean isAway() {
        StoreWatch watching = watch;
        return watching != null && watching.isAway();
    }

    private void bound(HikariDataSource connections) {
        StoreProperties limits = Binder.get(environment).bindOrCreate("griot.store", StoreProperties.class);
        connections.setExceptionOverride(new EvictedWhenAway());
        connections.setConnectionTimeout(limits.poolTimeout().toMillis());
        connections.setValidationTimeout(
                Math.max(LEAST_MILLIS, limits.poolTimeout().toMillis() / 3));
        StoreAddress address = StoreAddress.in(environment);
        if (address.isServer()) {
            Map<String, String> settings = new LinkedHashMap<>(SPARING);
            settings.put("connectTimeout", Long.toString(limits.connectTimeout().toMillis()));
            settings.put("socketTimeout", Long.toString(limits.answerTimeout().toMillis()));
            settings.forEach((key, value) -> {
                if (!address.url().contains(key + "=")) {
                    connections.addDataSourceProperty(key, value);
                }
            });
        }
        PoolSource opening = new PoolSource(connections.getJdbcUrl(), connections.getDataSourceProperties());
        connections.setDataSource(opening);
        source = opening;
    }
}
