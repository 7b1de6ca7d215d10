package live.griot.chat.room;

import jakarta.validation.Valid;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.moderation.ChangeChat;
import live.griot.api.session.Deed;
import live.griot.api.session.Standing;
import live.griot.chat.border.ChatBorder;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The calls about how one may write. */
@RestController
@RequestMapping("/api/sessions/{id}/chat")
public class ChatSettingsController {
    private final ChatBorder border;
    private final Rooms rooms;
    private final WordKeeper words;

    public ChatSettingsController(ChatBorder border, Rooms rooms, WordKeeper words) {
        this.border = border;
        this.rooms = rooms;
        this.words = words;
    }

    /**
     * How one may write.
     *
     * @param slowMode how long everybody waits between two messages, or null when it is off
     * @param blockedWords what nobody may write, told to those who keep order; null to others
     */
    record ChatSettingsView(
            @Nullable Duration slowMode,
            boolean membersOnly,
            @Nullable List<String> blockedWords,
            boolean enabled) {
        /** Returns the settings as those see them who may know of them, but not the words that are blocked. */
        static ChatSettingsView of(Duration slowMode, boolean membersOnly, boolean enabled) {
            return new ChatSettingsView(slowMode.isZero() ? null : slowMode, membersOnly, null, enabled);
        }

        private ChatSettingsView with(List<String> words) {
            return new ChatSettingsView(slowMode, membersOnly, words, enabled);
        }
    }

    @GetMapping
    ChatSettingsView settings(@PathVariable SessionId id, @Nullable Principal caller) {
        return view(border.allowed(Deed.SEE, id, caller));
    }

    @PatchMapping
    ChatSettingsView change(@PathVariable SessionId id, @Valid @RequestBody ChatChange wanted, Principal caller) {
        Standing standing = border.allowed(Deed.EDIT_CHAT, id, caller);
        UserId by = ChatBorder.user(caller);
        List<String> blocked = wanted.blockedWords();
        border.send(new ChangeChat(
                id,
                by,
                wanted.between(),
                wanted.membersOnly(),
                wanted.enabled(),
                blocked == null
                        ? null
                        : words.seal(by, blocked.stream().map(String::strip).toList()),
                border.now()));
        return view(standing);
    }

    private ChatSettingsView view(Standing standing) {
        ChatSettings settings = rooms.settings(standing.session().id());
        ChatSettingsView view = ChatSettingsView.of(settings.slowMode(), settings.membersOnly(), settings.enabled());
        boolean keepsOrder = Deed.SEE_MODERATION.isAllowed(
                standing.caller(), standing.session().state());
        return keepsOrder ? view.with(words.open(settings.blockedWords())) : view;
    }
}
