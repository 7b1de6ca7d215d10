package live.griot.chat.moderation;

import java.util.List;
import live.griot.api.admission.BanLifted;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.chat.MessageDeleted;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import live.griot.api.moderation.ChatChanged;
import live.griot.api.moderation.MessagePinned;
import live.griot.api.moderation.MessageUnpinned;
import live.griot.api.moderation.MuteLifted;
import live.griot.api.moderation.PersonMuted;
import live.griot.api.session.SessionEvent;
import live.griot.api.session.SessionStopped;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.ModeratorDismissed;
import live.griot.api.stage.ModeratorNamed;
import org.springframework.stereotype.Component;

/** Tells those who keep order that the log has another entry: which one, they read where their right to is asked for. */
@Component
class ModerationUpdates implements UpdateSource {
    /** The data of {@code moderationLogged}: none. */
    record Nothing() {}

    @Override
    public List<Update> updatesOf(Object event) {
        return event instanceof SessionEvent here && isLogged(here)
                ? List.of(new Update(Topic.ofOrder(here.sessionId()), "moderationLogged", here.at(), new Nothing()))
                : List.of();
    }

    /** Returns whether {@link ModerationProjection} writes an entry of an event. */
    private static boolean isLogged(SessionEvent event) {
        if (event instanceof DevicesSwitched switched) {
            return !switched.by().equals(switched.user());
        }
        if (event instanceof MessageDeleted deleted) {
            return !deleted.by().equals(deleted.author());
        }
        return event instanceof ParticipantRemoved
                || event instanceof ParticipantExcluded
                || event instanceof SessionStopped
                || event instanceof PersonBanned
                || event instanceof BanLifted
                || event instanceof PersonMuted
                || event instanceof MuteLifted
                || event instanceof ModeratorNamed
                || event instanceof ModeratorDismissed
                || event instanceof MessagePinned
                || event instanceof MessageUnpinned
                || event instanceof ChatChanged;
    }
}
