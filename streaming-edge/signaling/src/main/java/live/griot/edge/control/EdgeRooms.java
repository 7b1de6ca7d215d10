package live.griot.edge.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import live.griot.api.id.SessionId;
import live.griot.edge.sfu.MediaEdge;
import live.griot.edge.signaling.Attendee;
import live.griot.edge.telemetry.Failures;
import org.springframework.stereotype.Component;

/** The rooms of the sessions that somebody is in, each until its session ends. Thread-safe. */
@Component
class EdgeRooms {
    private final MediaEdge edge;
    private final EndedSessions ended;
    private final Failures failures;
    private final Map<SessionId, Open> rooms = new ConcurrentHashMap<>();

    private record Open(Room room, Runnable unlisten) {}

    EdgeRooms(MediaEdge edge, EndedSessions ended, Failures failures) {
        this.edge = edge;
        this.ended = ended;
        this.failures = failures;
    }

    /** Returns a session's room, which hears of its stage from now on. */
    Room of(SessionId session) {
        Room room = rooms.computeIfAbsent(session, this::open).room;
        if (ended.contains(session)) {
            close(session);
        }
        return room;
    }

    /** Tells somebody no more what happens in a session. */
    void leave(SessionId session, Attendee.Listener listener) {
        Open open = rooms.get(session);
        if (open != null) {
            open.room.remove(listener);
        }
    }

    /** Does something with each room. */
    void forEach(BiConsumer<SessionId, Room> action) {
        rooms.forEach((session, open) -> action.accept(session, open.room));
    }

    /** Forgets the room of a session that is over. */
    void close(SessionId session) {
        Open open = rooms.remove(session);
        if (open != null) {
            open.unlisten.run();
        }
    }

    private Open open(SessionId session) {
        Room room = new Room(task -> Thread.ofVirtual().name("room-" + session).start(task), failures);
        return new Open(room, edge.listen(session.value(), room));
    }
}
