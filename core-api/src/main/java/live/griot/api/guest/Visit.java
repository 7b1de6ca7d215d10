package live.griot.api.guest;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * By which browser and from where somebody came. The browser is told by a signed cookie that says nothing else, and counts as another guest in
 * each session; the network only by a keyed hash, another one in each session. Immutable.
 */
public interface Visit {
    /** Returns who somebody without an account is in a session, or null where their browser has no cookie. */
    @Nullable
    UserId guestOf(SessionId session);

    /** Returns since when the browser has its cookie, or null where it has none. */
    @Nullable
    Instant since();

    /** Returns what stands for the network address (of an IPv6 address the /64) in a session. */
    String networkIn(SessionId session);
}
