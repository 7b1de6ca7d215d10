package live.griot.chat.message;

import java.util.List;
import live.griot.api.chat.MessageDeleted;
import live.griot.api.chat.MessageReacted;
import live.griot.api.chat.MessageSent;
import live.griot.api.chat.ReactionTakenBack;
import live.griot.api.id.MessageId;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import live.griot.api.session.SessionEvent;
import live.griot.chat.room.RecentSilences;
import org.springframework.stereotype.Component;

/** Tells a session's chat what was said, what was deleted, and how people react; nothing of who may say nothing. */
@Component
class ChatUpdates implements UpdateSource {
    /** Before every position: from there nothing is learned. */
    private static final long NOWHERE = -1;

    private final MessageReader reader;
    private final ChatHistory history;
    private final RecentSilences recentSilences;

    ChatUpdates(MessageReader reader, ChatHistory history, RecentSilences recentSilences) {
        this.reader = reader;
        this.history = history;
        this.recentSilences = recentSilences;
    }

    /** The data of {@code messageDeleted}. */
    record Deletion(MessageId id) {}

    /** The data of {@code messageReacted}: how many reacted with this emoji now; nobody any more when it is zero. */
    record Reaction(MessageId id, String emoji, int count) {}

    @Override
    public List<Update> updatesOf(Object event) {
        return updatesOf(event, NOWHERE);
    }

    @Override
    public List<Update> updatesOf(Object event, long position) {
        recentSilences.learn(event, position);
        if (event instanceof MessageSent sent) {
            return isHeardByNobody(sent, position)
                    ? List.of()
                    : List.of(new Update(
                            Topic.ofChat(sent.sessionId()),
                            "messageSent",
                            sent.at(),
                            reader.readFresh(asItIsNow(sent, position))));
        }
        if (event instanceof MessageDeleted deleted) {
            return here("messageDeleted", deleted, new Deletion(deleted.messageId()));
        }
        if (event instanceof MessageReacted reacted) {
            return here("messageReacted", reacted, new Reaction(reacted.messageId(), reacted.emoji(), reacted.count()));
        }
        if (event instanceof ReactionTakenBack back) {
            return here("messageReacted", back, new Reaction(back.messageId(), back.emoji(), back.count()));
        }
        return List.of();
    }

    /**
     * Two who write at the same moment may become visible in either order, to the read model in another than here: then what it
     * keeps is told, so that nothing can be read that was never heard.
     */
    private boolean isHeardByNobody(MessageSent sent, long position) {
        return recentSilences.isSilenced(sent, position)
                && history.find(sent.sessionId(), sent.messageId()).isEmpty();
    }

    /** Who comes back and is told what they missed is not told words that were deleted meanwhile. */
    private StoredMessage asItIsNow(MessageSent sent, long position) {
        StoredMessage message = StoredMessage.of(sent);
        boolean deleted = recentSilences.isPast(position)
                && history.find(sent.sessionId(), sent.messageId())
                        .filter(StoredMessage::deleted)
                        .isPresent();
        return deleted ? message.withoutWords() : message;
    }

    private static List<Update> here(String type, SessionEvent event, Object data) {
        return List.of(new Update(Topic.ofChat(event.sessionId()), type, event.at(), data));
    }
}
