package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody on stage was asked to switch on what is true here. */
@EventName("stage.switch-on-asked")
@Revision("1")
public record SwitchOnAsked(SessionId sessionId, UserId user, UserId by, Devices devices, Instant at)
        implements SessionEvent {}
