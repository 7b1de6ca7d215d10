package live.griot.query.socket;

import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.Topic;
import live.griot.api.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/** Who listens, as the hub sees a client of the live socket. Thread-safe once it has said hello. */
interface Listener {
    /** Returns who it is, or null for somebody without an account. */
    @Nullable
    UserId person();

    /** Returns whether it is that person in a session. */
    boolean isIn(SessionId session, UserId someone);

    /** Returns why a topic is not theirs to listen to, or null when it is; asks the read model. */
    @Nullable
    RefusalCode whyNot(Topic topic);
}
