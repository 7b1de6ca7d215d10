package live.griot.chat.message;

import java.security.Principal;
import live.griot.api.chat.ReactToMessage;
import live.griot.api.chat.TakeBackReaction;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.chat.border.ChatBorder;
import live.griot.chat.emoji.Emoji;
import live.griot.chat.emoji.OneEmoji;
import live.griot.chat.limit.Pace;
import live.griot.chat.room.Rooms;
import live.griot.chat.room.Silence;
import live.griot.chat.room.Silences;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls with which people react to messages. Who is muted does not react either, and a chat that is off has no reactions. */
@RestController
@RequestMapping("/api/sessions/{id}/messages/{messageId}/reactions/{emoji}")
public class ReactionController {
    private final ChatBorder border;
    private final ChatHistory history;
    private final Rooms rooms;
    private final Silences silences;
    private final Pace pace;

    public ReactionController(
            ChatBorder border,
            ChatHistory history,
            Rooms rooms,
            Silences silences,
            @Qualifier("reactionPace") Pace pace) {
        this.border = border;
        this.history = history;
        this.rooms = rooms;
        this.silences = silences;
        this.pace = pace;
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void react(
            @PathVariable SessionId id,
            @PathVariable("messageId") MessageId message,
            @PathVariable @OneEmoji String emoji,
            Principal caller) {
        UserId user = mayReact(id, message, caller);
        border.send(new ReactToMessage(message, user, Emoji.of(emoji).value(), border.now()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(
            @PathVariable SessionId id,
            @PathVariable("messageId") MessageId message,
            @PathVariable @OneEmoji String emoji,
            Principal caller) {
        UserId user = mayReact(id, message, caller);
        border.send(new TakeBackReaction(message, user, Emoji.of(emoji).value(), border.now()));
    }

    private UserId mayReact(SessionId session, MessageId message, Principal caller) {
        border.allowed(Deed.REACT_TO_MESSAGE, session, caller);
        UserId user = ChatBorder.user(caller);
        pace.count(user);
        if (!rooms.settings(session).enabled()) {
            throw new Refused(RefusalCode.CHAT_CLOSED, "The chat is switched off");
        }
        silences.of(session, user, border.now()).map(Silence::refusal).ifPresent(no -> {
            throw no;
        });
        history.said(session, message);
        return user;
    }
}
