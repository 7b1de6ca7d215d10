package live.griot.app.replay;

import java.util.List;
import live.griot.app.replay.Replays.Projection;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/** The operator's call: {@code GET /actuator/replay} tells each projection, {@code POST /actuator/replay/{projection}} rebuilds one. */
@Component
@WebEndpoint(id = "replay")
class ReplayEndpoint {
    private final Replays replays;

    ReplayEndpoint(Replays replays) {
        this.replays = replays;
    }

    /** Every projection, in a field of its own so that more can be told one day. */
    record Projections(List<Projection> projections) {}

    @ReadOperation
    Projections all() {
        return new Projections(replays.all());
    }

    @ReadOperation
    Projection one(@Selector String projection) {
        return replays.one(projection);
    }

    @WriteOperation
    Projection start(@Selector String projection) {
        return replays.start(projection);
    }
}
