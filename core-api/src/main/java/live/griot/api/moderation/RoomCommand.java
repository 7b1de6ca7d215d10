package live.griot.api.moderation;

import live.griot.api.id.RoomId;
import live.griot.api.id.SessionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A command to the room of a session. */
public interface RoomCommand {
    /** Returns the session whose room it is for. */
    SessionId sessionId();

    /** Returns the room. */
    @TargetAggregateIdentifier
    default RoomId roomId() {
        return RoomId.of(sessionId());
    }
}
