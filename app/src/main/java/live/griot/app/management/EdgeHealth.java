package live.griot.app.management;

import live.griot.edge.sfu.MediaEdge;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while nobody can send or watch on this node. */
@Component
public class EdgeHealth implements HealthIndicator {
    private final MediaEdge edge;

    EdgeHealth(MediaEdge edge) {
        this.edge = edge;
    }

    @Override
    public Health health() {
        return edge.isReady() ? Health.up().build() : Health.down().build();
    }
}
