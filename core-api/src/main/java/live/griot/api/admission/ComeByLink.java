package live.griot.api.admission;

import java.time.Instant;
import live.griot.api.id.LinkId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.SessionCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody comes by a link; who is in already uses nothing up. Answers the role.
 *
 * @param user null for someone without an account
 * @param agreesToRecording whether they agree to be recorded where they come on stage
 */
public record ComeByLink(
        @TargetAggregateIdentifier SessionId sessionId,
        LinkId link,
        @Nullable UserId user,
        boolean agreesToRecording,
        Instant at)
        implements SessionCommand {}
