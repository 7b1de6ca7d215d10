package live.griot.edge.control;

import java.time.Instant;
import java.util.Optional;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.stage.Devices;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.ParticipantUnseated;
import live.griot.edge.sfu.MediaEdge;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Heeds at the edge what is decided about a stage: packets of what is switched off stop, who is brought down publishes no longer, and
 * the host's media is that of whoever is host.
 */
@Component
@ProcessingGroup("edge")
class StageChanges {
    private final Stages stages;
    private final Publishers publishers;
    private final Attendees attendees;
    private final MediaEdge edge;

    StageChanges(Stages stages, Publishers publishers, Attendees attendees, MediaEdge edge) {
        this.stages = stages;
        this.publishers = publishers;
        this.attendees = attendees;
        this.edge = edge;
    }

    @EventHandler
    void on(ParticipantSeated event) {
        show(event.sessionId(), event.user(), event.devices());
    }

    @EventHandler
    void on(DevicesSwitched event) {
        show(event.sessionId(), event.user(), event.devices());
    }

    @EventHandler
    void on(ParticipantUnseated event) {
        takeSeat(event.sessionId(), event.user(), event.at());
    }

    /** The host who left has the seat still, and is awaited. */
    @EventHandler
    void on(ParticipantLeft event) {
        if (!stages.hostOf(event.sessionId()).equals(Optional.of(event.user()))) {
            takeSeat(event.sessionId(), event.user(), event.at());
        }
    }

    @EventHandler
    void on(ParticipantRemoved event) {
        takeSeat(event.sessionId(), event.user(), event.at());
    }

    @EventHandler
    void on(ParticipantExcluded event) {
        takeSeat(event.sessionId(), event.user(), event.at());
    }

    @EventHandler
    void on(PersonBanned event) {
        takeSeat(event.sessionId(), event.user(), event.at());
    }

    @EventHandler
    void on(HostHandedOver event) {
        stages.handedOver(event.sessionId(), event.to());
        publishers.hostMayHaveChanged(event.sessionId());
        edge.lead(event.sessionId().value(), event.to().value());
    }

    private void takeSeat(SessionId session, UserId person, Instant at) {
        stages.unseated(session, person, at);
        publishers.letGo(session, person);
        attendees.tellRights(session, person);
    }

    private void show(SessionId session, UserId person, Devices devices) {
        stages.seated(session, person, devices);
        edge.permit(session.value(), person.value(), Sources.of(devices));
        attendees.tellRights(session, person);
    }
}
