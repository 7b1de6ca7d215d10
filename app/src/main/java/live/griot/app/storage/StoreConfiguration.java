package live.griot.app.storage;

import java.time.Duration;
import javax.sql.DataSource;
import live.griot.app.metrics.StoreTimes;
import live.griot.identity.datadir.DataDirectory;
import org.flywaydb.core.api.callback.Callback;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The connections to the database, and who watches over it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StoreProperties.class, RoomProperties.class})
class StoreConfiguration {
    private static final Duration PROBE_PATIENCE = Duration.ofMillis(1_500);

    /** That, and the second between two looks, is how late it is noticed at most that the database is away. */
    private static final Duration LOOK_PATIENCE = Duration.ofMillis(3_500);

    @Bean
    static PooledConnections pooledConnections(Environment environment) {
        return new PooledConnections(environment);
    }

    /** A server looks after its own. */
    @Bean
    FreeRoom freeRoom(Environment environment, DataDirectory directory, RoomProperties properties) {
        boolean isOurs = !StoreAddress.in(environment).isServer();
        return new FreeRoom(
                directory.dataDir().toAbsolutePath(),
                isOurs ? properties.minFree().toBytes() : 0);
    }

    @Bean
    StoreWatch storeWatch(
            Environment environment, PooledConnections pool, FreeRoom room, ApplicationEventPublisher events) {
        StoreAddress address = StoreAddress.in(environment);
        StoreWatch watch = new StoreWatch(
                new BoundedProbe(() -> new StoreProbe(address, PROBE_PATIENCE), LOOK_PATIENCE), room, pool, events);
        pool.watchedBy(watch);
        return watch;
    }

    @Bean
    HealthIndicator storeHealth(StoreWatch watch) {
        return new StoreHealth(watch);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource, FreeRoom room) {
        return new StoreTemplate(dataSource, room);
    }

    @Bean
    StoreTransactions transactionManager(DataSource dataSource, FreeRoom room, StoreTimes times) {
        return new StoreTransactions(dataSource, room, times);
    }

    @Bean
    @Conditional(StoreAddress.OfAServer.class)
    Callback storeCharacters() {
        return new StoreCharacters();
    }

    /** A migration of a large table keeps silent for longer than any call may. */
    @Bean
    FlywayConfigurationCustomizer patientMigrations(Environment environment) {
        StoreAddress address = StoreAddress.in(environment);
        return flyway -> {
            if (address.isServer()) {
                flyway.dataSource(new DriverManagerDataSource(address.url(), address.user(), address.password()));
            }
        };
    }
}
