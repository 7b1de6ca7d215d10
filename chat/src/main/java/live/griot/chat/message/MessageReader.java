package live.griot.chat.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import org.springframework.stereotype.Component;

/** Joins the names in and opens the words. Where the author's key is gone, the message shows as removed. Thread-safe. */
@Component
class MessageReader {
    private final People people;
    private final PersonalText personalText;

    MessageReader(People people, PersonalText personalText) {
        this.people = people;
        this.personalText = personalText;
    }

    /** Returns the messages as clients see them, in the same order. */
    List<MessageView> read(List<StoredMessage> messages) {
        Map<UserId, Person> authors = people.named(
                messages.stream().map(StoredMessage::author).distinct().toList());
        return messages.stream()
                .map(message -> read(message, Objects.requireNonNull(authors.get(message.author()))))
                .toList();
    }

    /** Returns one message as clients see it. */
    MessageView read(StoredMessage message) {
        return read(message, people.named(message.author()));
    }

    private MessageView read(StoredMessage message, Person author) {
        Optional<String> words = personalText.open(message.author(), message.sealedContent());
        return new MessageView(
                message.id(),
                message.sessionId(),
                author,
                message.role(),
                words.orElse(""),
                message.replyTo(),
                false,
                words.isEmpty(),
                Map.of(),
                message.sentAt());
    }
}
