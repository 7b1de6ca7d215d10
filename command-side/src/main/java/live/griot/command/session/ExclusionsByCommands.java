package live.griot.command.session;

import java.time.Instant;
import live.griot.api.admin.Exclusions;
import live.griot.api.admission.ExcludePerson;
import live.griot.api.id.UserId;
import live.griot.api.live.ReadProgress;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.Sessions;
import live.griot.command.http.Border;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends each session in which somebody is its command, one after another, each stored by itself. */
@Component
class ExclusionsByCommands implements Exclusions {
    private static final Logger LOG = LoggerFactory.getLogger(ExclusionsByCommands.class);

    private final Border border;
    private final Sessions sessions;
    private final ViewerDepartures departures;
    private final ReadProgress readModels;

    ExclusionsByCommands(Border border, Sessions sessions, ViewerDepartures departures, ReadProgress readModels) {
        this.border = border;
        this.sessions = sessions;
        this.departures = departures;
        this.readModels = readModels;
    }

    @Override
    public boolean exclude(UserId person, UserId admin, Instant since) {
        readModels.awaitCaughtUp();
        boolean all = true;
        for (SessionFacts session : sessions.presentIn(person)) {
            try {
                border.send(new ExcludePerson(session.id(), person, admin, since, border.now()));
                departures.of(person, session.id());
            } catch (RuntimeException failed) {
                LOG.warn("{} is still in session {}, which is tried again", person, session.id(), failed);
                all = false;
            }
        }
        return all;
    }
}
