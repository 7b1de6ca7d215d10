package live.griot.chat.message;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import live.griot.api.Commands;
import live.griot.api.chat.SendMessage;
import live.griot.api.id.FreshIds;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.PersonalText;
import live.griot.api.live.ChatPosting;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Posts a message, whichever way it came: asks the rules, seals the words, and stores what happened. Thread-safe. */
@Component
class MessagePosting implements ChatPosting {
    private final Sessions sessions;
    private final PostingRules rules;
    private final PersonalText personalText;
    private final Commands commands;
    private final FreshIds ids;
    private final Clock clock;

    MessagePosting(
            Sessions sessions,
            PostingRules rules,
            PersonalText personalText,
            Commands commands,
            FreshIds ids,
            Clock clock) {
        this.sessions = sessions;
        this.rules = rules;
        this.personalText = personalText;
        this.commands = commands;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public MessageId post(SessionId session, UserId author, String content, @Nullable MessageId replyTo) {
        return send(session, author, content, replyTo).id();
    }

    /** Posts and returns what was stored; throws {@code Refused} with the rule that said no. */
    StoredMessage send(SessionId sessionId, UserId author, String content, @Nullable MessageId replyTo) {
        Standing standing = sessions.knownTo(sessionId, author);
        Draft draft = new Draft(standing, author, MessageText.of(content), replyTo);
        rules.check(draft);
        StoredMessage message = new StoredMessage(
                new MessageId(ids.next()),
                sessionId,
                author,
                standing.role(),
                personalText.seal(author, draft.text().value()),
                replyTo,
                clock.instant().truncatedTo(ChronoUnit.MICROS)); // The databases keep nothing finer.
        commands.send(new SendMessage(
                message.id(),
                message.sessionId(),
                message.author(),
                message.role(),
                message.sealedContent(),
                message.replyTo(),
                message.sentAt()));
        return message;
    }
}
