package live.griot.chat.message;

import static live.griot.api.refusal.RefusalCode.MESSAGE_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.NOT_MODERATOR;
import static live.griot.api.refusal.RefusalCode.TOO_MANY;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import live.griot.api.chat.DeleteMessage;
import live.griot.api.chat.MessageDeleted;
import live.griot.api.chat.MessageReacted;
import live.griot.api.chat.MessageSent;
import live.griot.api.chat.ReactToMessage;
import live.griot.api.chat.ReactionTakenBack;
import live.griot.api.chat.SendMessage;
import live.griot.api.chat.TakeBackReaction;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.Refused;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/**
 * One message. Each is an aggregate of its own, so that thousands can be written to one room without waiting for each other; who
 * may write at all is decided before, by {@link PostingRule}.
 */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers and sets the fields by replaying events.
public class ChatMessage {
    @AggregateIdentifier
    private MessageId id;

    private SessionId session;
    private UserId author;
    private boolean deleted;

    /** Who reacted with which emoji. */
    private final Map<String, Set<UserId>> reactions = new HashMap<>();

    /** For Axon, which fills it by replaying events. */
    protected ChatMessage() {}

    @CommandHandler
    ChatMessage(SendMessage command) {
        apply(new MessageSent(
                command.messageId(),
                command.sessionId(),
                command.author(),
                command.role(),
                command.sealedContent(),
                command.replyTo(),
                command.at()));
    }

    @CommandHandler
    void delete(DeleteMessage command) {
        if (!command.keepsOrder() && !command.by().equals(author)) {
            throw new Refused(NOT_MODERATOR, "Only the host and moderators delete what others wrote");
        }
        if (!deleted) {
            apply(new MessageDeleted(id, session, author, command.by(), command.at()));
        }
    }

    @CommandHandler
    void react(ReactToMessage command) {
        isThere();
        Set<UserId> before = reactions.getOrDefault(command.emoji(), Set.of());
        if (before.contains(command.user())) {
            return;
        }
        if (before.isEmpty() && reactions.size() >= MessageLimits.EMOJIS) {
            throw new Refused(TOO_MANY, "A message has at most %d different reactions".formatted(MessageLimits.EMOJIS));
        }
        if (reactions.values().stream().mapToInt(Set::size).sum() >= MessageLimits.REACTIONS) {
            throw new Refused(TOO_MANY, "A message has at most %d reactions".formatted(MessageLimits.REACTIONS));
        }
        apply(new MessageReacted(id, session, command.user(), command.emoji(), before.size() + 1, command.at()));
    }

    @CommandHandler
    void takeBack(TakeBackReaction command) {
        isThere();
        Set<UserId> before = reactions.getOrDefault(command.emoji(), Set.of());
        if (before.contains(command.user())) {
            apply(new ReactionTakenBack(id, session, command.user(), command.emoji(), before.size() - 1, command.at()));
        }
    }

    private void isThere() {
        if (deleted) {
            throw new Refused(MESSAGE_NOT_FOUND, "There is no such message");
        }
    }

    @EventSourcingHandler
    void on(MessageSent event) {
        id = event.messageId();
        session = event.sessionId();
        author = event.author();
    }

    @EventSourcingHandler
    void on(MessageDeleted event) {
        deleted = true;
        reactions.clear();
    }

    @EventSourcingHandler
    void on(MessageReacted event) {
        reactions.computeIfAbsent(event.emoji(), first -> new HashSet<>()).add(event.user());
    }

    @EventSourcingHandler
    void on(ReactionTakenBack event) {
        reactions.computeIfPresent(event.emoji(), (emoji, people) -> {
            people.remove(event.user());
            return people.isEmpty() ? null : people;
        });
    }
}
