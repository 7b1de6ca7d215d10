package live.griot.query.stage;

import java.time.Instant;
import live.griot.api.admission.LinkUsed;
import live.griot.api.admission.ParticipantExcluded;
import live.griot.api.admission.ParticipantRemoved;
import live.griot.api.admission.PersonBanned;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCreated;
import live.griot.api.stage.Devices;
import live.griot.api.stage.DevicesSwitched;
import live.griot.api.stage.HandLowered;
import live.griot.api.stage.HandRaised;
import live.griot.api.stage.HostHandedOver;
import live.griot.api.stage.ModeratorDismissed;
import live.griot.api.stage.ModeratorNamed;
import live.griot.api.stage.ParticipantLeft;
import live.griot.api.stage.ParticipantSeated;
import live.griot.api.stage.ParticipantUnseated;
import live.griot.api.store.Micros;
import live.griot.query.attendance.Counts;
import live.griot.query.table.SessionTables;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code participant_view}: who is what in a session. */
@Component
@ProcessingGroup(SessionTables.GROUP)
class StageProjection {
    private final JdbcClient db;
    private final Counts counts;
    private final Admissions admissions;

    StageProjection(JdbcClient db, Counts counts, Admissions admissions) {
        this.db = db;
        this.counts = counts;
        this.admissions = admissions;
    }

    @EventHandler
    void on(SessionCreated event) {
        seat(event.sessionId(), event.host(), Devices.atFirst(event.type()), event.at());
    }

    @EventHandler
    void on(ParticipantSeated event) {
        seat(event.sessionId(), event.user(), event.devices(), event.at());
        counts.count(event.sessionId());
    }

    @EventHandler
    void on(ParticipantUnseated event) {
        set("on_stage = FALSE, audio = FALSE, video = FALSE, screen = FALSE", event.sessionId(), event.user());
        counts.count(event.sessionId());
    }

    @EventHandler
    void on(ParticipantLeft event) {
        boolean host = db.sql("SELECT COUNT(*) FROM session_view WHERE id = :session AND host_id = :user")
                        .param("session", event.sessionId().value())
                        .param("user", event.user().value())
                        .query(Long.class)
                        .single()
                > 0;
        if (!host) {
            set(
                    "on_stage = FALSE, audio = FALSE, video = FALSE, screen = FALSE, hand_raised_at = NULL",
                    event.sessionId(),
                    event.user());
            counts.count(event.sessionId());
        }
    }

    @EventHandler
    void on(ParticipantRemoved event) {
        putOut(event.sessionId(), event.user());
    }

    @EventHandler
    void on(ParticipantExcluded event) {
        putOut(event.sessionId(), event.user());
    }

    @EventHandler
    void on(PersonBanned event) {
        putOut(event.sessionId(), event.user());
    }

    @EventHandler
    void on(ModeratorNamed event) {
        admissions.know(event.sessionId(), event.user());
        set("moderator = TRUE, admitted = TRUE", event.sessionId(), event.user());
    }

    @EventHandler
    void on(ModeratorDismissed event) {
        set("moderator = FALSE", event.sessionId(), event.user());
    }

    @EventHandler
    void on(HostHandedOver event) {
        set("moderator = FALSE", event.sessionId(), event.to());
        db.sql("UPDATE session_view SET host_id = :host WHERE id = :session")
                .param("host", event.to().value())
                .param("session", event.sessionId().value())
                .update();
    }

    @EventHandler
    void on(DevicesSwitched event) {
        devices(event.sessionId(), event.user(), event.devices());
    }

    @EventHandler
    void on(HandRaised event) {
        admissions.know(event.sessionId(), event.user());
        db.sql("UPDATE participant_view SET hand_raised_at = :at WHERE session_id = :session AND user_id = :user")
                .param("at", Micros.of(event.at()))
                .param("session", event.sessionId().value())
                .param("user", event.user().value())
                .update();
    }

    @EventHandler
    void on(HandLowered event) {
        set("hand_raised_at = NULL", event.sessionId(), event.user());
    }

    @EventHandler
    void on(LinkUsed event) {
        if (event.user() != null) {
            admissions.admit(event.sessionId(), event.user());
        }
    }

    @ResetHandler
    void reset() {
        db.sql("DELETE FROM participant_view").update();
    }

    private void seat(SessionId session, UserId person, Devices devices, Instant at) {
        admissions.know(session, person);
        set("on_stage = TRUE, was_on_stage = TRUE, admitted = TRUE, hand_raised_at = NULL", session, person);
        db.sql("UPDATE participant_view SET seated_at = :at WHERE session_id = :session AND user_id = :user")
                .param("at", Micros.of(at))
                .param("session", session.value())
                .param("user", person.value())
                .update();
        devices(session, person, devices);
    }

    private void putOut(SessionId session, UserId person) {
        admissions.know(session, person);
        set(
                "on_stage = FALSE, audio = FALSE, video = FALSE, screen = FALSE, moderator = FALSE, admitted = FALSE,"
                        + " hand_raised_at = NULL",
                session,
                person);
        counts.count(session);
    }

    private void devices(SessionId session, UserId person, Devices devices) {
        db.sql("""
                UPDATE participant_view SET audio = :audio, video = :video, screen = :screen
                WHERE session_id = :session AND user_id = :user
                """)
                .param("audio", devices.audio())
                .param("video", devices.video())
                .param("screen", devices.screen())
                .param("session", session.value())
                .param("user", person.value())
                .update();
    }

    private void set(String columns, SessionId session, UserId person) {
        db.sql("UPDATE participant_view SET " + columns + " WHERE session_id = :session AND user_id = :user")
                .param("session", session.value())
                .param("user", person.value())
                .update();
    }
}
