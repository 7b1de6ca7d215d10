package live.griot.app.rights;

import live.griot.api.deadline.Deadline;
import live.griot.api.recording.ClipRemoved;
import live.griot.api.session.SessionStopped;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Writes into the audit that an admin ended a session or removed a clip, in the transaction that stores it, and never when it is replayed. */
@Component
@ProcessingGroup(Deadline.GROUP)
class AuditOfStops {
    private final Audit audit;

    AuditOfStops(Audit audit) {
        this.audit = audit;
    }

    @EventHandler
    void on(ClipRemoved event) {
        if (event.byAdmin()) {
            audit.note(AuditKind.ADMIN_ACT, event.madeBy(), event.by(), "removed the clip " + event.clip());
        }
    }

    @EventHandler
    void on(SessionStopped event) {
        audit.note(AuditKind.ADMIN_ACT, event.host(), event.by(), "ended the session " + event.sessionId());
    }
}
