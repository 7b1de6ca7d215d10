package live.griot.command.invitation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import live.griot.api.id.InvitationId;
import live.griot.api.invitation.ExpireInvitation;
import live.griot.api.invitation.InvitationSent;
import live.griot.command.deadline.Deadline;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An invitation that nobody answers expires, over a restart too. */
@Configuration(proxyBeanMethods = false)
class InvitationDeadlines {
    @Bean
    Deadline invitationExpiry() {
        return new Deadline("invitation-expiry", (name, now) -> new ExpireInvitation(new InvitationId(name), now));
    }

    @Bean
    Setter invitationExpirySetter(SchedulerClient scheduler, Deadline invitationExpiry) {
        return new Setter(scheduler, invitationExpiry);
    }

    /** Sets the deadline in the transaction that stores the invitation. */
    @ProcessingGroup(Deadline.GROUP)
    record Setter(SchedulerClient scheduler, Deadline expiry) {
        @EventHandler
        void on(InvitationSent event) {
            scheduler.scheduleIfNotExists(expiry.of(event.invitationId().value()), event.expiresAt());
        }
    }
}
