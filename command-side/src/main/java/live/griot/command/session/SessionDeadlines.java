package live.griot.command.session;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.session.HostMediaLost;
import live.griot.api.session.SessionStarted;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Sets a session's deadlines in the transaction that stores the event they follow from, so that neither is there without the
 * other and both survive a restart. A deadline that is no longer due is not cancelled: the aggregate lets it pass.
 */
@Component
@ProcessingGroup(SessionDeadlines.GROUP)
class SessionDeadlines {
    /** The processing group, subscribing. */
    static final String GROUP = "deadlines";

    static final TaskDescriptor<Void> HOST_GRACE = TaskDescriptor.of("session-host-grace");
    static final TaskDescriptor<Void> TIME_LIMIT = TaskDescriptor.of("session-time-limit");

    private final SchedulerClient scheduler;
    private final SessionProperties limits;

    SessionDeadlines(SchedulerClient scheduler, SessionProperties limits) {
        this.scheduler = scheduler;
        this.limits = limits;
    }

    @EventHandler
    void on(SessionStarted event) {
        awaitHost(event.sessionId(), event.at());
        scheduler.scheduleIfNotExists(
                new TaskInstance<>(TIME_LIMIT.getTaskName(), event.sessionId().value()),
                event.at().plus(limits.timeout()));
    }

    @EventHandler
    void on(HostMediaLost event) {
        awaitHost(event.sessionId(), event.at());
    }

    private void awaitHost(SessionId session, Instant since) {
        scheduler.scheduleIfNotExists(
                new TaskInstance<>(HOST_GRACE.getTaskName(), new HostWait(session, since).toString()),
                since.plus(limits.hostGrace()));
    }

    /** A wait for a host's media, as the name of its deadline. */
    record HostWait(SessionId session, Instant since) {
        static HostWait parse(String name) {
            int at = name.indexOf('@');
            return new HostWait(new SessionId(name.substring(0, at)), Instant.parse(name.substring(at + 1)));
        }

        @Override
        public String toString() {
            return session + "@" + since;
        }
    }
}
