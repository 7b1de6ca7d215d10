package live.griot.chat.message;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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
import live.griot.chat.room.Rooms;
import live.griot.chat.room.Silence;
import live.griot.chat.room.Silences;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Posts a message, whichever way it came: asks the rules, seals the words, and stores what happened. Thread-safe. */
@Component
public class MessagePosting implements ChatPosting {
    private final Sessions sessions;
    private final PostingRules rules;
    private final Rooms rooms;
    private final Silences silences;
    private final ChatHistory history;
    private final PersonalText personalText;
    private final Commands commands;
    private final FreshIds ids;
    private final Clock clock;

    MessagePosting(
            Sessions sessions,
            PostingRules rules,
            Rooms rooms,
            Silences silences,
            ChatHistory history,
            PersonalText personalText,
            Commands commands,
            FreshIds ids,
            Clock clock) {
        this.sessions = sessions;
        this.rules = rules;
        this.rooms = rooms;
        this.silences = silences;
        this.history = history;
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
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // The databases keep nothing finer.
        Draft draft = new Draft(standing, author, MessageText.of(content), replyTo, now, rooms);
        rules.check(draft);
        StoredMessage message = new StoredMessage(
                new MessageId(ids.next()),
                sessionId,
                author,
                standing.role(),
                personalText.seal(author, draft.text().value()),
                replyTo,
                false,
                now);
        commands.send(new SendMessage(
                message.id(),
                message.sessionId(),
                message.author(),
                message.role(),
                message.sealedContent(),
                message.replyTo(),
                message.sentAt()));
        refuseWhatCameTooLate(message);
        return message;
    }

    /**
     * Who was muted or banned after the rules were asked and before the message was stored has said nothing: the read model, which sees
     * the two in the order of the log, has not kept it, nobody is told of it, and neither is its author told that it was accepted.
     */
    private void refuseWhatCameTooLate(StoredMessage message) {
        Optional<Silence> silence = silences.of(message.sessionId(), message.author(), message.sentAt());
        if (silence.isPresent()
                && history.find(message.sessionId(), message.id()).isEmpty()) {
            throw silence.get().refusal();
        }
    }
}
