package live.griot.query.session;

import java.time.Duration;
import live.griot.api.session.Role;
import live.griot.api.session.SessionView;
import org.jspecify.annotations.Nullable;

/** A session that is over, what the caller was in it, and how long it was live; null when it never was. */
record PastSession(SessionView session, Role role, @Nullable Duration duration) {}
