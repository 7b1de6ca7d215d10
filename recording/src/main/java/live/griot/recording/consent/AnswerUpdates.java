package live.griot.recording.consent;

import java.util.List;
import live.griot.api.id.UserId;
import live.griot.api.live.Topic;
import live.griot.api.live.Update;
import live.griot.api.live.UpdateSource;
import live.griot.api.recording.RecordingAnswered;
import org.springframework.stereotype.Component;

/** Tells those who keep order what somebody said of being recorded. */
@Component
class AnswerUpdates implements UpdateSource {
    /** The data of {@code recordingAnswered}. */
    record Answer(UserId userId, boolean consent) {}

    @Override
    public List<Update> updatesOf(Object event) {
        return event instanceof RecordingAnswered answered
                ? List.of(new Update(
                        Topic.ofOrder(answered.sessionId()),
                        "recordingAnswered",
                        answered.at(),
                        new Answer(answered.user(), answered.agrees())))
                : List.of();
    }
}
