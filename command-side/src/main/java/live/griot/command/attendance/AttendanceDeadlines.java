package live.griot.command.attendance;

import java.time.Duration;
import live.griot.api.deadline.Deadline;
import live.griot.api.deadline.Deadlines;
import live.griot.api.id.AttendanceId;
import live.griot.api.session.ExpireJoin;
import live.griot.api.session.ViewerJoined;
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
    Setter joinExpirySetter(Deadlines deadlines, Deadline joinExpiry) {
        return new Setter(deadlines, joinExpiry);
    }

    /** Sets the deadline in the transaction that stores the join. */
    @ProcessingGroup(Deadline.GROUP)
    record Setter(Deadlines deadlines, Deadline expiry) {
        @EventHandler
        void on(ViewerJoined event) {
            deadlines.set(expiry, event.attendanceId().value(), event.at().plus(UNTIL_WATCHING));
        }
    }
}
