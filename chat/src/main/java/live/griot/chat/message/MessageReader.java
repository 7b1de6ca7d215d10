package live.griot.chat.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.chat.message.ChatHistory.Extras;
import org.springframework.stereotype.Component;

/** Joins the names in and opens the words. Where the author's key is gone, the message shows as removed. Thread-safe. */
@Component
public class MessageReader {
    private final People people;
    private final PersonalText personalText;
    private final ChatHistory history;

    public MessageReader(People people, PersonalText personalText, ChatHistory history) {
        this.people = people;
        this.personalText = personalText;
        this.history = history;
    }

    /** Returns the messages as clients see them, in the same order. */
    public List<MessageView> read(List<StoredMessage> messages) {
        return read(
                messages,
                history.extrasOf(messages.stream().map(StoredMessage::id).toList()));
    }

    /** Returns the messages alone, in the same order, without what people made of them: reactions and pins. */
    public List<MessageView> readBare(List<StoredMessage> messages) {
        return read(messages, Extras.NONE);
    }

    /** Returns a message that nobody can have reacted to yet. */
    MessageView readFresh(StoredMessage message) {
        return read(message, people.named(message.author()), Extras.NONE);
    }

    private List<MessageView> read(List<StoredMessage> messages, Extras extras) {
        Map<UserId, Person> authors = people.named(
                messages.stream().map(StoredMessage::author).distinct().toList());
        return messages.stream()
                .map(message -> read(message, Objects.requireNonNull(authors.get(message.author())), extras))
                .toList();
    }

    private MessageView read(StoredMessage message, Person author, Extras extras) {
        Optional<String> words =
                message.deleted() ? Optional.empty() : personalText.open(message.author(), message.sealedContent());
        return new MessageView(
                message.id(),
                message.sessionId(),
                author,
                message.role(),
                words.orElse(""),
                message.replyTo(),
                extras.pinned().contains(message.id()),
                words.isEmpty(),
                words.isEmpty() ? Map.of() : extras.reactions().getOrDefault(message.id(), Map.of()),
                message.sentAt());
    }
}
