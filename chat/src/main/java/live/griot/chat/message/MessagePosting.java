package live.griot.chat.message;

import static live.griot.api.refusal.RefusalCode.SESSION_NOT_FOUND;

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
import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.Sessions;
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
        SessionFacts session = sessions.find(sessionId)
                .filter(found -> found.isVisibleTo(author))
                .orElseThrow(() -> new Refused(SESSION_NOT_FOUND, "There is no such session"));
        Draft draft = new Draft(session, author, MessageText.of(content), replyTo);
        rules.check(draft);
        StoredMessage message = new StoredMessage(
                new MessageId(ids.next()),
                session.id(),
                author,
                session.roleOf(author),
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
