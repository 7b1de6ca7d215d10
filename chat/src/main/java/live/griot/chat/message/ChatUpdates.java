package live.griot.chat.message;

import java.util.List;
import live.griot.api.chat.MessageSent;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import org.springframework.stereotype.Component;

/** Tells a session's chat what was said. */
@Component
class ChatUpdates implements UpdateSource {
    private final MessageReader reader;

    ChatUpdates(MessageReader reader) {
        this.reader = reader;
    }

    @Override
    public List<Update> updatesOf(Object event) {
        return event instanceof MessageSent sent
                ? List.of(new Update(
                        Topic.ofChat(sent.sessionId()), "messageSent", sent.at(), reader.read(StoredMessage.of(sent))))
                : List.of();
    }
}
