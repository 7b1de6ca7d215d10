package live.griot.chat.timeline;

import live.griot.api.chat.MessageDeleted;
import live.griot.api.chat.MessageReacted;
import live.griot.api.chat.ReactionTakenBack;
import live.griot.api.chat.ReactionsCounted;
import live.griot.api.moderation.MessagePinned;
import live.griot.api.moderation.MessageUnpinned;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingFinished;
import live.griot.api.recording.RecordingStarted;
import live.griot.chat.room.RoomProjection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.stereotype.Component;

/**
 * Keeps what happens in the chat of a session that is recorded, until its last recording is deleted. Messages come from where they are
 * written together. Never opens what is sealed.
 */
@Component
@ProcessingGroup(RoomProjection.GROUP)
public class TimelineProjection {
    private final TimelineWriter timeline;

    public TimelineProjection(TimelineWriter timeline) {
        this.timeline = timeline;
    }

    @EventHandler
    void on(RecordingStarted event) {
        timeline.recorded().begin(event.recordingId(), event.sessionId());
    }

    /** One that may go on runs still. */
    @EventHandler
    void on(RecordingFinished event) {
        if (event.forGood()) {
            timeline.recorded().end(event.recordingId());
        }
    }

    @EventHandler
    void on(RecordingDeleted event) {
        timeline.recorded().forget(event.recordingId()).ifPresent(timeline::forget);
    }

    @EventHandler
    void on(MessageDeleted event) {
        timeline.deleted(event.sessionId(), event.messageId());
    }

    @EventHandler
    void on(MessageReacted event) {
        timeline.reacted(event.sessionId(), event.messageId(), event.emoji(), event.count());
    }

    @EventHandler
    void on(ReactionTakenBack event) {
        timeline.reacted(event.sessionId(), event.messageId(), event.emoji(), event.count());
    }

    @EventHandler
    void on(MessagePinned event) {
        timeline.pinned(event.sessionId(), event.messageId(), event.at(), true);
    }

    @EventHandler
    void on(MessageUnpinned event) {
        timeline.pinned(event.sessionId(), event.messageId(), event.at(), false);
    }

    @EventHandler
    void on(ReactionsCounted event) {
        timeline.floated(event.sessionId(), event.counts(), event.at());
    }

    /** Clears the tables before a replay. */
    @ResetHandler
    void reset() {
        timeline.reset();
    }
}
