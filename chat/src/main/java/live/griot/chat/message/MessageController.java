package live.griot.chat.message;

import jakarta.validation.Valid;
import java.security.Principal;
import java.util.List;
import live.griot.api.Page;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
    private final Sessions sessions;

    MessageController(MessagePosting posting, MessageReader reader, ChatHistory history, Sessions sessions) {
        this.posting = posting;
        this.reader = reader;
        this.history = history;
        this.sessions = sessions;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MessageView post(@PathVariable SessionId id, @Valid @RequestBody NewMessage wanted, Principal caller) {
        return reader.read(posting.send(id, new UserId(caller.getName()), wanted.content(), wanted.answered()));
    }

    @GetMapping
    Page<MessageView> newestFirst(
            @PathVariable SessionId id,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable MessageId cursor,
            @Nullable Principal caller) {
        UserId user = caller == null ? null : new UserId(caller.getName());
        sessions.knownTo(id, user);
        int bounded = Math.clamp(limit, 1, MAX_LIMIT);
        List<StoredMessage> found = history.newestFirst(id, cursor, bounded + 1);
        boolean more = found.size() > bounded;
        List<StoredMessage> items = more ? found.subList(0, bounded) : found;
        return new Page<>(reader.read(items), more ? items.getLast().id().value() : null);
    }
}
