package live.griot.chat.room;

import java.time.Instant;
import java.util.List;
import live.griot.api.id.UserId;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import live.griot.api.moderation.ChatChanged;
import live.griot.api.moderation.ChatExpired;
import live.griot.api.moderation.MessagePinned;
import live.griot.api.moderation.MessageUnpinned;
import live.griot.api.moderation.MuteLifted;
import live.griot.api.moderation.PersonMuted;
import live.griot.api.session.SessionEvent;
import live.griot.chat.room.ChatSettingsController.ChatSettingsView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells a session's chat how one may write and what is pinned, and each person that they are muted, or no longer. */
@Component
class RoomUpdates implements UpdateSource {
    /** The data of {@code muted} and {@code unmuted}, which only the person concerned is told. */
    record OwnMute(UserId userId, @Nullable Instant until) {}

    /** The data of {@code chatExpired}: none. */
    record Nothing() {}

    @Override
    public List<Update> updatesOf(Object event) {
        if (event instanceof PersonMuted muted) {
            return own("muted", muted, muted.user(), muted.until());
        }
        if (event instanceof MuteLifted lifted) {
            return own("unmuted", lifted, lifted.user(), null);
        }
        if (event instanceof ChatChanged changed) {
            return here(
                    "chatSettingsChanged",
                    changed,
                    ChatSettingsView.of(changed.slowMode(), changed.membersOnly(), changed.enabled()));
        }
        if (event instanceof MessagePinned pinned) {
            return here("messagePinned", pinned, new Pin(pinned.messageId()));
        }
        if (event instanceof MessageUnpinned unpinned) {
            return here("messageUnpinned", unpinned, new Pin(unpinned.messageId()));
        }
        if (event instanceof ChatExpired expired) {
            return here("chatExpired", expired, new Nothing());
        }
        return List.of();
    }

    private static List<Update> here(String type, SessionEvent event, Object data) {
        return List.of(new Update(Topic.ofChat(event.sessionId()), type, event.at(), data));
    }

    private static List<Update> own(String type, SessionEvent event, UserId person, @Nullable Instant until) {
        return List.of(
                new Update(Topic.ofChat(event.sessionId(), person), type, event.at(), new OwnMute(person, until)));
    }
}
