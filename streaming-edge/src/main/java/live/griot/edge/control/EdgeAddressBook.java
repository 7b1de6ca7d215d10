package live.griot.edge.control;

import java.util.List;
import live.griot.api.edge.EdgeAddress;
import live.griot.api.id.SessionId;
import org.springframework.stereotype.Component;

/** Every session is on this node's edge, reached at the address that was asked. */
@Component
class EdgeAddressBook implements EdgeAddress.Book {
    private final EdgeAddress here;
    private final Viewers viewers;

    EdgeAddressBook(EdgeProperties properties, Viewers viewers) {
        this.viewers = viewers;
        List<EdgeAddress.IceServer> iceServers = properties.iceServers().stream()
                .map(server -> new EdgeAddress.IceServer(server.urls(), server.username(), server.credential()))
                .toList();
        this.here = new EdgeAddress(null, "/api/edge/whip", "/api/edge/whep", iceServers);
    }

    @Override
    public EdgeAddress of(SessionId session) {
        return here;
    }

    @Override
    public boolean hasRoomFor(SessionId session) {
        return viewers.haveRoomIn(session);
    }
}
