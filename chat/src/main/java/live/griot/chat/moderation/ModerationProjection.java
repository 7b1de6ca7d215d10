package live.griot.chat.moderation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.chat.MessageDeleted;
import live.griot.api.moderation.ChatChanged;
import live.griot.api.moderation.MessagePinned;
import live.griot.api.moderation.MessageUnpinned;
import live.griot.api.moderation.MuteLifted;
import live.griot.api.moderation.PersonMuted;
import live.griot.api.session.SessionStopped;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.ModeratorDismissed;
import live.griot.api.stage.ModeratorNamed;
import live.griot.chat.message.ChatProjection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Writes the log. Before anything else of its group, so that it sees the messages as they stood: a deletion takes their words, and
 * the entry of the deletion shows what was deleted.
 */
@Component
@ProcessingGroup(ChatProjection.GROUP)
@Order(ModerationProjection.FIRST)
class ModerationProjection {
    static final int FIRST = 1;

    private final ModerationLog log;

    ModerationProjection(ModerationLog log) {
        this.log = log;
    }

    @EventHandler
    void on(ParticipantRemoved event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.PERSON_REMOVED)
                .to(event.user()));
    }

    @EventHandler
    void on(ParticipantExcluded event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.PERSON_EXCLUDED)
                .to(event.user()));
    }

    @EventHandler
    void on(SessionStopped event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.SESSION_ENDED)
                .to(event.host())
                .because(event.sealedReason(), null));
    }

    @EventHandler
    void on(PersonBanned event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.PERSON_BANNED)
                .to(event.user())
                .because(event.sealedReason(), event.until()));
    }

    @EventHandler
    void on(BanLifted event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.BAN_LIFTED)
                .to(event.user()));
    }

    @EventHandler
    void on(PersonMuted event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.PERSON_MUTED)
                .to(event.user())
                .because(event.sealedReason(), event.until()));
    }

    @EventHandler
    void on(MuteLifted event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.MUTE_LIFTED)
                .to(event.user()));
    }

    @EventHandler
    void on(ModeratorNamed event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.MODERATOR_NAMED)
                .to(event.user()));
    }

    @EventHandler
    void on(ModeratorDismissed event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.MODERATOR_DISMISSED)
                .to(event.user()));
    }

    /** One's own devices are nobody's business. */
    @EventHandler
    void on(DevicesSwitched event, @MessageIdentifier String id) {
        if (!event.by().equals(event.user())) {
            log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.DEVICES_SWITCHED_OFF)
                    .to(event.user())
                    .exactly("audio %s, video %s, screen %s"
                            .formatted(
                                    onOrOff(event.devices().audio()),
                                    onOrOff(event.devices().video()),
                                    onOrOff(event.devices().screen()))));
        }
    }

    /** So are one's own messages. */
    @EventHandler
    void on(MessageDeleted event, @MessageIdentifier String id) {
        if (!event.by().equals(event.author())) {
            log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.MESSAGE_DELETED)
                    .to(event.author())
                    .about(event.messageId()));
        }
    }

    @EventHandler
    void on(MessagePinned event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.MESSAGE_PINNED)
                .about(event.messageId()));
    }

    @EventHandler
    void on(MessageUnpinned event, @MessageIdentifier String id) {
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.MESSAGE_UNPINNED)
                .about(event.messageId()));
    }

    @EventHandler
    void on(ChatChanged event, @MessageIdentifier String id) {
        List<String> settings = new ArrayList<>();
        settings.add(event.enabled() ? "chat on" : "chat off");
        settings.add(
                event.slowMode().equals(Duration.ZERO) ? "slow mode off" : "slow mode %s".formatted(event.slowMode()));
        settings.add(event.membersOnly() ? "members only" : "for everybody");
        settings.add(event.blockedWords() == null ? "no blocked words" : "blocked words");
        log.write(Entry.of(id, event.sessionId(), event.at(), event.by(), Action.CHAT_CHANGED)
                .exactly(String.join(", ", settings)));
    }

    @ResetHandler
    void reset() {
        log.empty();
    }

    private static String onOrOff(boolean on) {
        return on ? "on" : "off";
    }
}
