package live.griot.api.live;

import java.time.Instant;

/** One change as subscribers of a topic see it. {@code data} is what JSON makes of it. */
public record Update(Topic topic, String type, Instant at, Object data) {}
