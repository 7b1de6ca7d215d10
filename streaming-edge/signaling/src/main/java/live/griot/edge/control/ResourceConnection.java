package live.griot.edge.control;

import live.griot.api.identity.Ticket;
import live.griot.edge.signaling.IceSession;
import live.griot.edge.signaling.PeerRole;
import org.jspecify.annotations.Nullable;

/** The connection of who came by WHIP or WHEP: a resource with an address of its own (RFC 9725, section 4.2). */
final class ResourceConnection extends PeerConnection {
    final String id;
    final PeerRole role;
    final IceSession ice;

    /** A viewer's, null for a publisher. Set before the peer can be found. */
    Places.@Nullable Hold place;

    ResourceConnection(String id, PeerRole role, Ticket ticket, IceSession ice) {
        super(ticket);
        this.id = id;
        this.role = role;
        this.ice = ice;
    }
}
