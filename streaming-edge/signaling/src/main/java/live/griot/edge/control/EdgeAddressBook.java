package live.griot.edge.control;

import java.util.List;
import java.util.stream.Stream;
import live.griot.api.edge.EdgeAddress;
import live.griot.api.id.AttendanceId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.recording.LiveAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every session is on this node's edge, reached at the address that was asked. */
@Component
class EdgeAddressBook implements EdgeAddress.Book {
    private final List<EdgeAddress.IceServer> standing;
    private final TurnCredentials turn;
    private final Viewers viewers;
    private final LiveAddresses lives;

    EdgeAddressBook(EdgeProperties properties, TurnCredentials turn, Viewers viewers, LiveAddresses lives) {
        this.turn = turn;
        this.viewers = viewers;
        this.lives = lives;
        this.standing = properties.iceServers().stream()
                .map(server -> new EdgeAddress.IceServer(server.urls(), server.username(), server.credential()))
                .toList();
    }

    @Override
    public EdgeAddress of(SessionId session, AttendanceId bearer) {
        List<EdgeAddress.IceServer> iceServers = Stream.concat(standing.stream(), turn.serversFor(bearer).stream())
                .toList();
        return new EdgeAddress("/api/edge/signal", "/api/edge/whip", "/api/edge/whep", lives.of(session), iceServers);
    }

    @Override
    public boolean hasRoomFor(SessionId session, @Nullable UserId person) {
        return viewers.places().hasRoom(session, person);
    }
}
