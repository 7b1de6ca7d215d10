package live.griot.recording.worker;

import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingFinished;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Tells the worker of recordings that are over. One that it missed gets its pictures when somebody asks for them. */
@Component
@ProcessingGroup("edge")
class WorkerEvents {
    private final Worker worker;

    WorkerEvents(Worker worker) {
        this.worker = worker;
    }

    @EventHandler
    void on(RecordingFinished event) {
        if (event.forGood() && event.duration().isPositive()) {
            worker.finished(event.recordingId());
        }
    }

    @EventHandler
    void on(RecordingDeleted event) {
        worker.deleted(event.recordingId());
    }
}
