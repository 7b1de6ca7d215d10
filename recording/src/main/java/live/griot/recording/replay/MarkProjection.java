package live.griot.recording.replay;

import live.griot.api.id.RecordingId;
import live.griot.api.id.UserId;
import live.griot.api.recording.RecordingDeleted;
import live.griot.api.recording.RecordingStarted;
import live.griot.api.session.SessionEvent;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.ParticipantUnseated;
import live.griot.recording.lifecycle.RecordingTables;
import live.griot.recording.replay.Mark.Kind;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.stereotype.Component;

/** Keeps {@code recording_mark}: what changes on stage while a session is recorded. Who was there before it was is not known here. */
@Component
@ProcessingGroup(RecordingTables.GROUP)
class MarkProjection {
    private final Marks marks;

    MarkProjection(Marks marks) {
        this.marks = marks;
    }

    @EventHandler
    void on(RecordingStarted event) {
        marks.add(event.recordingId(), Kind.HOST, event.host(), event.at());
    }

    @EventHandler
    void on(HostHandedOver event) {
        mark(event, Kind.HOST, event.to());
    }

    @EventHandler
    void on(ParticipantSeated event) {
        mark(event, Kind.CAME, event.user());
        switchScreen(event, event.user(), event.devices().screen());
    }

    @EventHandler
    void on(ParticipantUnseated event) {
        mark(event, Kind.LEFT, event.user());
        switchScreen(event, event.user(), false);
    }

    /** Whoever only had a hand up leaves no stage. */
    @EventHandler
    void on(ParticipantLeft event) {
        marks.running(event.sessionId()).ifPresent(recording -> {
            if (marks.last(recording, event.user(), Kind.CAME, Kind.LEFT)
                    .filter(Kind.CAME::equals)
                    .isPresent()) {
                marks.add(recording, Kind.LEFT, event.user(), event.at());
            }
        });
        switchScreen(event, event.user(), false);
    }

    @EventHandler
    void on(DevicesSwitched event) {
        switchScreen(event, event.user(), event.devices().screen());
    }

    @EventHandler
    void on(RecordingDeleted event) {
        marks.forget(event.recordingId());
    }

    /** Clears the table before a replay. */
    @ResetHandler
    void reset() {
        marks.reset();
    }

    private void mark(SessionEvent event, Kind kind, UserId person) {
        marks.running(event.sessionId()).ifPresent(recording -> marks.add(recording, kind, person, event.at()));
    }

    private void switchScreen(SessionEvent event, UserId person, boolean on) {
        marks.running(event.sessionId())
                .filter(recording -> isOn(recording, person) != on)
                .ifPresent(
                        recording -> marks.add(recording, on ? Kind.SCREEN_ON : Kind.SCREEN_OFF, person, event.at()));
    }

    private boolean isOn(RecordingId recording, UserId person) {
        return marks.last(recording, person, Kind.SCREEN_ON, Kind.SCREEN_OFF)
                .filter(Kind.SCREEN_ON::equals)
                .isPresent();
    }
}
