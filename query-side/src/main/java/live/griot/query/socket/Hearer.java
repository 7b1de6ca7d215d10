package live.griot.query.socket;

import live.griot.api.id.LinkId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** As whom somebody listens to a session: null for nobody in particular; and by which link they came, null where that does not matter. */
record Hearer(@Nullable UserId person, @Nullable LinkId link) {}
