package live.griot.chat.room;

import java.time.Instant;
import live.griot.api.deadline.Deadline;
import live.griot.api.deadline.Deadlines;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.EndMute;
import live.griot.api.moderation.ExpireChat;
import live.griot.api.moderation.PersonMuted;
import live.griot.api.session.SessionEnded;
import live.griot.chat.limit.ChatProperties;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Sets the ends of mutes and of what was said, in the transaction that stores the event they follow from. */
@Component
@ProcessingGroup(Deadline.GROUP)
class RoomDeadlines {
    static final Deadline END_OF_MUTE = new Deadline("chat-end-of-mute", (name, now) -> {
        String[] parts = name.split("@");
        return new EndMute(new SessionId(parts[0]), new UserId(parts[1]), Instant.parse(parts[2]), now);
    });

    static final Deadline CHAT_EXPIRY =
            new Deadline("chat-expiry", (name, now) -> new ExpireChat(new SessionId(name), now));

    private final Deadlines deadlines;
    private final ChatProperties limits;

    RoomDeadlines(Deadlines deadlines, ChatProperties limits) {
        this.deadlines = deadlines;
        this.limits = limits;
    }

    @EventHandler
    void on(PersonMuted event) {
        if (event.until() != null) {
            deadlines.set(
                    END_OF_MUTE, "%s@%s@%s".formatted(event.sessionId(), event.user(), event.until()), event.until());
        }
    }

    @EventHandler
    void on(SessionEnded event) {
        deadlines.set(CHAT_EXPIRY, event.sessionId().value(), event.at().plus(limits.keepAfterEnd()));
    }
}
