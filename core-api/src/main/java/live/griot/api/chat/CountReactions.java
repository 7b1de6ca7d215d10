package live.griot.api.chat;

import java.time.Instant;
import java.util.Map;
import live.griot.api.id.ApplauseId;
import live.griot.api.id.SessionId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Notes a moment's floating reactions: how often each emoji was sent. */
public record CountReactions(
        @TargetAggregateIdentifier ApplauseId applauseId,
        SessionId sessionId,
        Map<String, Integer> counts,
        Instant at) {}
