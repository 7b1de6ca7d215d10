package live.griot.app.storage;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while the database is away; asks nobody, so it is told at once. */
final class StoreHealth implements HealthIndicator {
    private final StoreWatch watch;

    StoreHealth(StoreWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        return watch.isAway() ? Health.down().build() : Health.up().build();
    }
}
