package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody took a seat on stage; {@code by} is who brought them up, or themselves. */
@EventName("stage.participant-seated")
@Revision("1")
public record ParticipantSeated(SessionId sessionId, UserId user, SeatedBy how, UserId by, Devices devices, Instant at)
        implements SessionEvent {}
