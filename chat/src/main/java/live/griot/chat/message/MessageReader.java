package live.griot.chat.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.identity.PersonalText;
import live.griot.api.stage.LookAlikes;
import live.griot.chat.message.ChatHistory.Extras;
import org.springframework.stereotype.Component;

/** Joins the names in and opens the words. Where the author's key is gone, the message shows as removed. Thread-safe. */
@Component
public class MessageReader {
    private final People people;
    private final PersonalText personalText;
    private final ChatHistory history;
    private final LookAlikes lookAlikes;

    public MessageReader(People people, PersonalText personalText, ChatHistory history, LookAlikes lookAlikes) {
        this.people = people;
        this.personalText = personalText;
        this.history = history;
        this.lookAlikes = lookAlikes;
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

    /** Returns messages of a recorded session, in the same order, with what people made of them; what was pinned is told beside them. */
    public List<MessageView> readReplayed(
            List<StoredMessage> messages, Map<MessageId, Map<String, Integer>> reactions) {
        return read(messages, new Extras(reactions, Set.of()));
    }

    /** Returns a message that nobody can have reacted to yet. */
    MessageView readFresh(StoredMessage message) {
        Person author = people.named(message.author());
        boolean lookAlike =
                !lookAlikes.among(message.sessionId(), List.of(author)).isEmpty();
        return read(message, author, lookAlike, Extras.NONE);
    }

    private List<MessageView> read(List<StoredMessage> messages, Extras extras) {
        Map<UserId, Person> authors = people.named(
                messages.stream().map(StoredMessage::author).distinct().toList());
        personalText.fetchKeys(authors.keySet());
        Map<SessionId, Set<UserId>> alike = messages.stream()
                .map(StoredMessage::sessionId)
                .distinct()
                .collect(Collectors.toMap(session -> session, session -> lookAlikes.among(session, authors.values())));
        return messages.stream()
                .map(message -> read(
                        message,
                        Objects.requireNonNull(authors.get(message.author())),
                        alike.getOrDefault(message.sessionId(), Set.of()).contains(message.author()),
                        extras))
                .toList();
    }

    private MessageView read(StoredMessage message, Person author, boolean lookAlike, Extras extras) {
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
                message.sentAt(),
                lookAlike);
    }
}
