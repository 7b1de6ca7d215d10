package live.griot.recording.lifecycle;

import java.util.List;
import live.griot.api.id.RecordingId;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import live.griot.api.recording.RecordingPaused;
import live.griot.api.recording.RecordingPlanWithdrawn;
import live.griot.api.recording.RecordingPlanned;
import live.griot.api.recording.RecordingReopened;
import live.griot.api.recording.RecordingResumed;
import live.griot.api.recording.RecordingStarted;
import live.griot.api.recording.RecordingStopped;
import live.griot.api.session.SessionEvent;
import org.springframework.stereotype.Component;

/** Tells a session's topic whether the session is recorded. That it is no more when it ends, its end says. */
@Component
class RecordingUpdates implements UpdateSource {
    /** The data of {@code recordingChanged}. */
    record Change(RecordingId recordingId, Now state) {}

    /** Whether the session is recorded now. */
    enum Now {
        PLANNED,
        RECORDING,
        PAUSED,
        STOPPED
    }

    @Override
    public List<Update> updatesOf(Object event) {
        return switch (event) {
            case RecordingPlanned planned -> changed(planned, planned.recordingId(), Now.PLANNED);
            case RecordingPlanWithdrawn withdrawn -> changed(withdrawn, withdrawn.recordingId(), Now.STOPPED);
            case RecordingStarted started -> changed(started, started.recordingId(), Now.RECORDING);
            case RecordingPaused paused -> changed(paused, paused.recordingId(), Now.PAUSED);
            case RecordingResumed resumed -> changed(resumed, resumed.recordingId(), Now.RECORDING);
            case RecordingReopened again ->
                List.of(new Update(
                        Topic.ofSession(again.sessionId()),
                        "recordingChanged",
                        again.at(),
                        new Change(again.recordingId(), Now.RECORDING)));
            case RecordingStopped stopped -> changed(stopped, stopped.recordingId(), Now.STOPPED);
            default -> List.of();
        };
    }

    private static List<Update> changed(SessionEvent event, RecordingId id, Now state) {
        return List.of(
                new Update(Topic.ofSession(event.sessionId()), "recordingChanged", event.at(), new Change(id, state)));
    }
}
