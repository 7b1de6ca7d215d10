package live.griot.app.rights;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import live.griot.api.admin.AdminBanLifted;
import live.griot.api.admin.BannedByAdmin;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.identity.SignInsEnded;
import live.griot.api.rights.EndedRights;
import live.griot.api.rights.RightsEnd;
import live.griot.api.rights.RightsHolder;
import live.griot.api.session.AttendanceEnded;
import live.griot.api.session.SessionEdited;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantUnseated;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Hears every event that ends rights or gives some back, on every node for itself: first the node remembers it, then who keeps things open
 * is told. What fails is told again. What an event ends is said by {@link RightsEnd#by}.
 */
@Component
@ProcessingGroup(RightsWatch.GROUP)
class RightsWatch {
    /** The processing group; each node has its own. */
    static final String GROUP = "rights";

    private final EndedRights ended;
    private final List<RightsHolder> holders;
    private final MeterRegistry metrics;

    RightsWatch(EndedRights ended, List<RightsHolder> holders, MeterRegistry metrics) {
        this.ended = ended;
        this.holders = List.copyOf(holders);
        this.metrics = metrics;
    }

    @EventHandler
    void on(ParticipantLeft event) {
        heard(event);
    }

    @EventHandler
    void on(ParticipantRemoved event) {
        heard(event);
    }

    @EventHandler
    void on(PersonBanned event) {
        heard(event);
    }

    @EventHandler
    void on(BannedByAdmin event) {
        heard(event);
    }

    @EventHandler
    void on(AdminBanLifted event) {
        heard(event);
    }

    @EventHandler
    void on(BanLifted event) {
        heard(event);
    }

    @EventHandler
    void on(ParticipantUnseated event) {
        heard(event);
    }

    @EventHandler
    void on(SessionEdited event) {
        heard(event);
    }

    @EventHandler
    void on(AttendanceEnded event) {
        heard(event);
    }

    @EventHandler
    void on(SignInsEnded event) {
        heard(event);
    }

    private void heard(Object event) {
        ended.giveBack(event);
        RightsEnd.by(event).ifPresent(end -> {
            ended.add(end);
            metrics.counter("griot.rights.ended", "cause", end.why().name().toLowerCase(Locale.ROOT))
                    .increment();
            tellAll(end);
        });
    }

    /** Tells every holder, whichever of them fails; what failed first is thrown once all are told, so that they are told again. */
    private void tellAll(RightsEnd end) {
        RuntimeException failure = null;
        for (RightsHolder holder : holders) {
            try {
                holder.rightsEnded(end);
            } catch (RuntimeException failed) {
                if (failure == null) {
                    failure = failed;
                } else {
                    failure.addSuppressed(failed);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
