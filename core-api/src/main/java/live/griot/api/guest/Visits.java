package live.griot.api.guest;

import java.security.Principal;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** The port that tells by which browser and from where the running HTTP request came. Thread-safe; asked on the request's thread. */
public interface Visits {
    /** Returns how the running request came. */
    Visit current();

    /** Returns who calls: an account, else the guest that their browser's cookie says they are in the session, else null. */
    default @Nullable UserId caller(SessionId session, @Nullable Principal caller) {
        return caller == null ? current().guestOf(session) : new UserId(caller.getName());
    }

    /** Returns who somebody without an account is in a session; a browser without a cookie gets one with the answer. */
    UserId becomeGuestOf(SessionId session);
}
