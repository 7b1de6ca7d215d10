package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Carries an admin's ban of a person across sessions out in one of them: ends it where they host it, else puts them out. Is never refused;
 * repeated for the ban since the same time, it changes nothing.
 */
public record ExcludePerson(
        @TargetAggregateIdentifier SessionId sessionId, UserId user, UserId by, Instant since, Instant at)
        implements SessionCommand {}
