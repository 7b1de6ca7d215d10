package live.griot.edge.control;

import java.util.function.Predicate;
import live.griot.api.identity.Ticket;
import live.griot.api.rights.Ending;
import live.griot.api.rights.Right;
import live.griot.api.rights.RightsEnd;
import live.griot.api.rights.RightsHolder;
import live.griot.edge.signaling.Goodbye;
import live.griot.edge.signaling.PeerRole;
import org.springframework.stereotype.Component;

/** Closes the connections of those whose rights ended: what the table of {@link Ending} says, and no more. */
@Component
class Departures implements RightsHolder {
    private final ResourceConnections resources;
    private final Attendees attendees;

    Departures(ResourceConnections resources, Attendees attendees) {
        this.resources = resources;
        this.attendees = attendees;
    }

    @Override
    public void rightsEnded(RightsEnd end) {
        Predicate<Ticket> whose = end::concerns;
        if (end.why().ends(Right.WHEP_RESOURCE)) {
            resources.letGo(PeerRole.VIEWER, whose);
        }
        if (end.why().ends(Right.WHIP_RESOURCE)) {
            resources.letGo(PeerRole.PUBLISHER, whose);
        }
        if (end.why().ends(Right.SIGNALLING_SOCKET)) {
            attendees.letGo(whose, goodbye(end.why()));
        }
    }

    private static Goodbye goodbye(Ending why) {
        return switch (why) {
            case BAN, ADMIN_BAN -> Goodbye.BANNED;
            case LOG_OUT, PASSWORD_CHANGE, SUSPENSION, ERASURE, EXPIRY -> Goodbye.SIGNED_OUT;
            case LEAVE, REMOVAL, DEMOTION, MADE_PRIVATE -> Goodbye.PUT_OUT;
        };
    }
}
