package live.griot.chat.applause;

import live.griot.api.chat.ReactionsCounted;
import live.griot.chat.message.ChatProjection;
import live.griot.chat.message.Figures;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Adds up what floated over the picture. The table is emptied before a replay with all the figures. */
@Component
@ProcessingGroup(ChatProjection.GROUP)
class ApplauseProjection {
    private final Figures figures;

    ApplauseProjection(Figures figures) {
        this.figures = figures;
    }

    @EventHandler
    void on(ReactionsCounted event) {
        figures.floated(event.sessionId(), event.counts());
    }
}
