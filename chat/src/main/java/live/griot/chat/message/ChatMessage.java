package live.griot.chat.message;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import live.griot.api.chat.MessageSent;
import live.griot.api.chat.SendMessage;
import live.griot.api.id.MessageId;
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

    @EventSourcingHandler
    void on(MessageSent event) {
        id = event.messageId();
    }
}
