package live.griot.command.invitation;

import live.griot.api.deadline.Deadline;
import live.griot.api.deadline.Deadlines;
import live.griot.api.id.InvitationId;
import live.griot.api.invitation.ExpireInvitation;
import live.griot.api.invitation.InvitationSent;
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
    Setter invitationExpirySetter(Deadlines deadlines, Deadline invitationExpiry) {
        return new Setter(deadlines, invitationExpiry);
    }

    /** Sets the deadline in the transaction that stores the invitation. */
    @ProcessingGroup(Deadline.GROUP)
    record Setter(Deadlines deadlines, Deadline expiry) {
        @EventHandler
        void on(InvitationSent event) {
            deadlines.set(expiry, event.invitationId().value(), event.expiresAt());
        }
    }
}
