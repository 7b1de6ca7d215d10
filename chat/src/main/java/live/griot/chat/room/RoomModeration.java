package live.griot.chat.room;

import static live.griot.api.refusal.RefusalCode.TOO_MANY;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import live.griot.api.id.MessageId;
import live.griot.api.id.RoomId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.ChangeChat;
import live.griot.api.moderation.ChatChanged;
import live.griot.api.moderation.ChatExpired;
import live.griot.api.moderation.EndMute;
import live.griot.api.moderation.ExpireChat;
import live.griot.api.moderation.LiftMute;
import live.griot.api.moderation.MessagePinned;
import live.griot.api.moderation.MessageUnpinned;
import live.griot.api.moderation.MuteLifted;
import live.griot.api.moderation.MutePerson;
import live.griot.api.moderation.PersonMuted;
import live.griot.api.moderation.PinMessage;
import live.griot.api.moderation.SealedWords;
import live.griot.api.moderation.UnpinMessage;
import live.griot.api.refusal.Refused;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The room of one session: mutes, pins, and how one may write. It comes into being with the first of them. Who may do what was
 * decided before, by the table of permissions; what has to be one after another is decided here: how many pins there are, and
 * which mute an end belongs to.
 */
@SuppressWarnings({"unused", "NullAway.Init"}) // Axon calls the handlers and sets the fields by replaying events.
public class RoomModeration {
    @AggregateIdentifier
    private RoomId id;

    /** Who is muted, and until when if there is an end to it. */
    private final Map<UserId, Optional<Instant>> muted = new HashMap<>();

    private final List<MessageId> pins = new ArrayList<>();
    private Duration slowMode = Duration.ZERO;
    private boolean membersOnly;
    private boolean enabled = true;
    private @Nullable SealedWords blockedWords;
    private boolean expired;

    /** For Axon, which fills it by replaying events. */
    protected RoomModeration() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void mute(MutePerson command) {
        if (command.until() != null && !command.until().isAfter(command.at())) {
            throw new Refused(VALIDATION_FAILED, "A mute ends in the future");
        }
        if (muted.size() >= RoomLimits.MUTES && !muted.containsKey(command.user())) {
            throw new Refused(TOO_MANY, "A session has at most %d mutes".formatted(RoomLimits.MUTES));
        }
        apply(new PersonMuted(
                command.sessionId(),
                command.user(),
                command.by(),
                command.sealedReason(),
                command.until(),
                command.at()));
    }

    @CommandHandler
    void lift(LiftMute command) {
        if (muted.containsKey(command.user())) {
            apply(new MuteLifted(command.sessionId(), command.user(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void muteIsOver(EndMute command) {
        if (Optional.of(command.until()).equals(muted.get(command.user()))) {
            apply(new MuteLifted(command.sessionId(), command.user(), null, command.at()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void change(ChangeChat command) {
        ChatChanged changed = new ChatChanged(
                command.sessionId(),
                command.by(),
                command.slowMode() == null ? slowMode : command.slowMode(),
                command.membersOnly() == null ? membersOnly : command.membersOnly(),
                command.enabled() == null ? enabled : command.enabled(),
                command.blockedWords() == null ? blockedWords : command.blockedWords(),
                command.at());
        if (id == null
                || changes(changed)) { // A room that is new has to come into being, if only by being told to stay as it
            // is.
            apply(changed);
        }
    }

    private boolean changes(ChatChanged changed) {
        return !changed.slowMode().equals(slowMode)
                || changed.membersOnly() != membersOnly
                || changed.enabled() != enabled
                || !Objects.equals(changed.blockedWords(), blockedWords);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void pin(PinMessage command) {
        if (pins.contains(command.messageId())) {
            return;
        }
        if (pins.size() >= RoomLimits.PINS) {
            throw new Refused(TOO_MANY, "At most %d messages are pinned at once".formatted(RoomLimits.PINS));
        }
        apply(new MessagePinned(command.sessionId(), command.messageId(), command.by(), command.at()));
    }

    @CommandHandler
    void unpin(UnpinMessage command) {
        if (pins.contains(command.messageId())) {
            apply(new MessageUnpinned(command.sessionId(), command.messageId(), command.by(), command.at()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void expire(ExpireChat command) {
        if (!expired) {
            apply(new ChatExpired(command.sessionId(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(PersonMuted event) {
        id = RoomId.of(event.sessionId());
        muted.put(event.user(), Optional.ofNullable(event.until()));
    }

    @EventSourcingHandler
    void on(MuteLifted event) {
        muted.remove(event.user());
    }

    @EventSourcingHandler
    void on(ChatChanged event) {
        id = RoomId.of(event.sessionId());
        slowMode = event.slowMode();
        membersOnly = event.membersOnly();
        enabled = event.enabled();
        blockedWords = event.blockedWords();
    }

    @EventSourcingHandler
    void on(MessagePinned event) {
        id = RoomId.of(event.sessionId());
        pins.add(event.messageId());
    }

    @EventSourcingHandler
    void on(MessageUnpinned event) {
        pins.remove(event.messageId());
    }

    @EventSourcingHandler
    void on(ChatExpired event) {
        id = RoomId.of(event.sessionId());
        pins.clear();
        expired = true;
    }
}
