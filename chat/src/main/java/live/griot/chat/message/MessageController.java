package live.griot.chat.message;

import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import live.griot.api.Page;
import live.griot.api.chat.DeleteMessage;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.UnpinMessage;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.session.Deed;
import live.griot.api.session.Standing;
import live.griot.chat.border.ChatBorder;
import live.griot.chat.timeline.Timeline;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls that write and read the chat. Who calls is the principal's name; null is somebody without an account. */
@RestController
@RequestMapping("/api/sessions/{id}/messages")
class MessageController {
    private static final int MAX_LIMIT = 100;

    private final MessagePosting posting;
    private final MessageReader reader;
    private final ChatHistory history;
    private final Timeline timeline;
    private final ChatBorder border;

    MessageController(
            MessagePosting posting, MessageReader reader, ChatHistory history, Timeline timeline, ChatBorder border) {
        this.posting = posting;
        this.reader = reader;
        this.history = history;
        this.timeline = timeline;
        this.border = border;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MessageView post(@PathVariable SessionId id, @Valid @RequestBody NewMessage wanted, Principal caller) {
        return reader.readFresh(posting.send(id, new UserId(caller.getName()), wanted.content(), wanted.answered()));
    }

    @GetMapping
    Page<MessageView> newestFirst(
            @PathVariable SessionId id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable MessageId cursor,
            @Nullable Principal caller) {
        border.allowed(Deed.SEE, id, caller);
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        List<StoredMessage> found = history.newestFirst(id, cursor, bounded + 1);
        boolean more = found.size() > bounded;
        List<StoredMessage> items = more ? found.subList(0, bounded) : found;
        return new Page<>(reader.read(items), more ? items.getLast().id().value() : null);
    }

    /**
     * Deletes for good, also what only a recording shows still. A pin goes first: who is killed in between has unpinned, and deletes at the next attempt.
     */
    @DeleteMapping("/{messageId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable SessionId id, @PathVariable("messageId") MessageId message, Principal caller) {
        Standing standing = border.knownTo(id, caller);
        UserId user = ChatBorder.user(caller);
        StoredMessage there = history.find(id, message)
                .or(() -> timeline.message(id, message).map(StoredMessage::of))
                .orElseThrow(() -> new Refused(RefusalCode.MESSAGE_NOT_FOUND, "There is no such message"));
        Deed deed = there.author().equals(user) ? Deed.DELETE_OWN_MESSAGE : Deed.DELETE_ANY_MESSAGE;
        deed.check(standing.caller(), standing.session().state());
        if (there.deleted()) {
            return;
        }
        if (history.isPinned(id, message)) {
            border.send(new UnpinMessage(id, message, user, border.now()));
        }
        boolean keepsOrder = Deed.DELETE_ANY_MESSAGE.isAllowed(
                standing.caller(), standing.session().state());
        border.send(new DeleteMessage(message, user, keepsOrder, border.now()));
    }
}
