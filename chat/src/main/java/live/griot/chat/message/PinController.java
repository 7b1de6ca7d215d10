package live.griot.chat.message;

import java.security.Principal;
import live.griot.api.Page;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.moderation.PinMessage;
import live.griot.api.moderation.UnpinMessage;
import live.griot.api.session.Deed;
import live.griot.chat.border.ChatBorder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls about the few messages that stand above the others. */
@RestController
@RequestMapping("/api/sessions/{id}")
public class PinController {
    private final ChatBorder border;
    private final ChatHistory history;
    private final MessageReader reader;

    public PinController(ChatBorder border, ChatHistory history, MessageReader reader) {
        this.border = border;
        this.history = history;
        this.reader = reader;
    }

    @PutMapping("/messages/{messageId}/pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pin(@PathVariable SessionId id, @PathVariable("messageId") MessageId message, Principal caller) {
        border.allowed(Deed.PIN, id, caller);
        history.said(id, message);
        border.send(new PinMessage(id, message, ChatBorder.user(caller), border.now()));
    }

    @DeleteMapping("/messages/{messageId}/pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unpin(@PathVariable SessionId id, @PathVariable("messageId") MessageId message, Principal caller) {
        border.allowed(Deed.PIN, id, caller);
        if (history.isPinned(id, message)) { // Else there may not even be a room yet.
            border.send(new UnpinMessage(id, message, ChatBorder.user(caller), border.now()));
        } else {
            history.said(id, message);
        }
    }

    @GetMapping("/pins")
    Page<MessageView> pins(@PathVariable SessionId id, @Nullable Principal caller) {
        border.allowed(Deed.SEE, id, caller);
        return new Page<>(reader.read(history.pinned(id)), null);
    }
}
