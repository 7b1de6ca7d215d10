package live.griot.chat.message;

import java.time.Instant;
import live.griot.api.guest.Visit;
import live.griot.api.guest.Visits;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** Nobody here has a browser. */
final class NoVisits implements Visits, Visit {
    @Override
    public Visit current() {
        return this;
    }

    @Override
    public @Nullable UserId guestOf(SessionId session) {
        return null;
    }

    @Override
    public @Nullable Instant since() {
        return null;
    }

    @Override
    public String networkIn(SessionId session) {
        throw new UnsupportedOperationException("The chat asks for no network");
    }

    @Override
    public UserId becomeGuestOf(SessionId session) {
        throw new UnsupportedOperationException("Nobody joins a chat");
    }
}
