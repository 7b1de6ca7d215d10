package live.griot.command.attendance;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Duration;
import live.griot.api.id.AttendanceId;
import live.griot.api.session.ExpireJoin;
import live.griot.api.session.ViewerJoined;
import live.griot.command.deadline.Deadline;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who joins and has not begun to watch ten minutes later has left. */
@Configuration(proxyBeanMethods = false)
class AttendanceDeadlines {
    private static final Duration UNTIL_WATCHING = Duration.ofMinutes(10);

    @Bean
    Deadline joinExpiry() {
        return new Deadline("attendance-join", (name, now) -> new ExpireJoin(new AttendanceId(name), now));
    }

    @Bean
    Setter joinExpirySetter(SchedulerClient scheduler, Deadline joinExpiry) {
        return new Setter(scheduler, joinExpiry);
    }

    /** Sets the deadline in the transaction that stores the join. */
    @ProcessingGroup(Deadline.GROUP)
    record Setter(SchedulerClient scheduler, Deadline expiry) {
        @EventHandler
        void on(ViewerJoined event) {
            scheduler.scheduleIfNotExists(
                    expiry.of(event.attendanceId().value()), event.at().plus(UNTIL_WATCHING));
        }
    }
}
