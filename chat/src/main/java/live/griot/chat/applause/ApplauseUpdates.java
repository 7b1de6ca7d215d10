package live.griot.chat.applause;

import java.util.List;
import live.griot.api.chat.ReactionsCounted;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import org.springframework.stereotype.Component;

/** Tells a session's topic what floats over the picture, a moment at a time. */
@Component
class ApplauseUpdates implements UpdateSource {
    @Override
    public List<Update> updatesOf(Object event) {
        return event instanceof ReactionsCounted counted
                ? List.of(new Update(
                        Topic.ofSession(counted.sessionId()),
                        "reactionsCounted",
                        counted.at(),
                        new Reactions(counted.counts())))
                : List.of();
    }
}
