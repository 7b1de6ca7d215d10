package live.griot.app.rights;

import live.griot.api.admission.BanLifted;
import live.griot.api.admission.PersonBanned;
import live.griot.api.deadline.Deadline;
import live.griot.api.guest.BanMarks;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Marks in the transaction of a ban, and never when it is replayed, by what else the banned person is known: nobody slips in between. */
@Component
@ProcessingGroup(Deadline.GROUP)
class BanMarking {
    private final BanMarks marks;

    BanMarking(BanMarks marks) {
        this.marks = marks;
    }

    @EventHandler
    void on(PersonBanned event) {
        marks.mark(event.sessionId(), event.user(), event.until(), event.at());
    }

    @EventHandler
    void on(BanLifted event) {
        marks.unmark(event.sessionId(), event.user());
    }
}
