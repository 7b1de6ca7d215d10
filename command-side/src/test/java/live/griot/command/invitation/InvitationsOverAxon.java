package live.griot.command.invitation;

import java.util.function.Function;
import live.griot.api.invitation.SendInvitation;
import live.griot.api.session.CreateSession;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;

/** The write model of invitations for tests of other packages, wired as in production: commands nested in commands. */
public final class InvitationsOverAxon {
    private InvitationsOverAxon() {}

    /** Adds invitations, kept in a cache between commands, and calls. */
    public static void addTo(Configurer configurer, Function<Configuration, Cache> cache) {
        configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Invitation.class)
                        .configureCache(cache))
                .registerComponent(
                        InvitingSession.class,
                        configuration -> new InvitingSessionByCommands(configuration.commandGateway()))
                .registerCommandHandler(configuration -> new CallPlacing(configuration.commandGateway()));
    }

    /** Returns the command that places a call. */
    public static Object placeCall(CreateSession session, SendInvitation invitation) {
        return new PlaceCall(session, invitation);
    }
}
