package live.griot.command.session;

import java.time.Instant;
import live.griot.api.admission.PersonBanned;
import live.griot.api.deadline.Deadline;
import live.griot.api.deadline.Deadlines;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.EndForHostGrace;
import live.griot.api.session.EndForTimeLimit;
import live.griot.api.session.HostMediaLost;
import live.griot.api.session.SessionStarted;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Sets a session's deadlines in the transaction that stores the event they follow from, so that neither is there without the
 * other and both survive a restart.
 */
@Component
@ProcessingGroup(Deadline.GROUP)
class SessionDeadlines {
    static final Deadline HOST_GRACE = new Deadline("session-host-grace", (name, now) -> {
        String[] parts = name.split("@");
        return new EndForHostGrace(new SessionId(parts[0]), Instant.parse(parts[1]), now);
    });

    static final Deadline TIME_LIMIT =
            new Deadline("session-time-limit", (name, now) -> new EndForTimeLimit(new SessionId(name), now));

    static final Deadline END_OF_BAN = new Deadline("session-end-of-ban", (name, now) -> {
        String[] parts = name.split("@");
        return new EndBan(new SessionId(parts[0]), new UserId(parts[1]), Instant.parse(parts[2]), now);
    });

    private final Deadlines deadlines;
    private final SessionProperties limits;

    SessionDeadlines(Deadlines deadlines, SessionProperties limits) {
        this.deadlines = deadlines;
        this.limits = limits;
    }

    @EventHandler
    void on(SessionStarted event) {
        awaitHost(event.sessionId(), event.at());
        deadlines.set(TIME_LIMIT, event.sessionId().value(), event.at().plus(limits.timeout()));
    }

    @EventHandler
    void on(HostMediaLost event) {
        awaitHost(event.sessionId(), event.at());
    }

    @EventHandler
    void on(PersonBanned event) {
        if (event.until() != null) {
            deadlines.set(
                    END_OF_BAN, "%s@%s@%s".formatted(event.sessionId(), event.user(), event.until()), event.until());
        }
    }

    private void awaitHost(SessionId session, Instant since) {
        deadlines.set(HOST_GRACE, session + "@" + since, since.plus(limits.hostGrace()));
    }
}
