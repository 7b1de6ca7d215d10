package live.griot.recording.caption;

import live.griot.api.recording.RecordingDeleted;
import live.griot.recording.lifecycle.RecordingTables;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Forgets captions with their recording; a replay does so once more, of what is gone already. */
@Component
@ProcessingGroup(RecordingTables.GROUP)
class CaptionRemoval {
    private final Captions captions;

    CaptionRemoval(Captions captions) {
        this.captions = captions;
    }

    @EventHandler
    void on(RecordingDeleted event) {
        captions.forget(event.recordingId());
    }
}
