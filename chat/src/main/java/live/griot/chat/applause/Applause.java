package live.griot.chat.applause;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import live.griot.api.chat.CountReactions;
import live.griot.api.chat.ReactionsCounted;
import live.griot.api.id.ApplauseId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/**
 * A moment's floating reactions, one node's and one session's. Each moment is an aggregate of its own: nothing is decided by those
 * before, so none of them has to be read, and no two nodes meet.
 */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers and sets the fields by replaying events.
public class Applause {
    @AggregateIdentifier
    private ApplauseId id;

    /** For Axon, which fills it by replaying events. */
    protected Applause() {}

    @CommandHandler
    Applause(CountReactions command) {
        apply(new ReactionsCounted(command.applauseId(), command.sessionId(), command.counts(), command.at()));
    }

    @EventSourcingHandler
    void on(ReactionsCounted event) {
        id = event.applauseId();
    }
}
