package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.EventName;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionEvent;
import org.axonframework.serialization.Revision;

/** Somebody's devices are as told from now on; {@code by} is who switched. */
@EventName("stage.devices-switched")
@Revision("1")
public record DevicesSwitched(SessionId sessionId, UserId user, UserId by, Devices devices, Instant at)
        implements SessionEvent {}
