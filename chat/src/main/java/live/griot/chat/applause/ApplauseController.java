package live.griot.chat.applause;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Deed;
import live.griot.chat.border.ChatBorder;
import live.griot.chat.emoji.Emoji;
import live.griot.chat.emoji.OneEmoji;
import live.griot.chat.limit.Pace;
import live.griot.chat.room.Silence;
import live.griot.chat.room.Silences;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The calls with which people react to the picture, and read how often that was done. */
@RestController
@RequestMapping("/api/sessions/{id}/reactions")
class ApplauseController {
    private final ChatBorder border;
    private final Counting counting;
    private final ApplauseTotals totals;
    private final Silences silences;
    private final Pace pace;

    ApplauseController(
            ChatBorder border,
            Counting counting,
            ApplauseTotals totals,
            Silences silences,
            @Qualifier("reactionPace") Pace pace) {
        this.border = border;
        this.counting = counting;
        this.totals = totals;
        this.silences = silences;
        this.pace = pace;
    }

    /** A reaction to the picture. */
    record Reaction(@NotNull @OneEmoji String emoji) {}

    /** How often each emoji floated over the picture, the most frequent first, and all together. */
    record Totals(Map<String, Long> reactions, long total) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void react(@PathVariable SessionId id, @Valid @RequestBody Reaction reaction, Principal caller) {
        border.allowed(Deed.REACT, id, caller);
        UserId user = ChatBorder.user(caller);
        pace.count(user);
        silences.of(id, user, border.now()).map(Silence::refusal).ifPresent(no -> {
            throw no;
        });
        counting.add(id, Emoji.of(reaction.emoji()));
    }

    @GetMapping
    Totals totals(@PathVariable SessionId id, @Nullable Principal caller) throws InterruptedException {
        border.allowed(Deed.SEE, id, caller);
        Map<String, Long> all = totals.of(id);
        Map<String, Long> sorted = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(one -> sorted.put(one.getKey(), one.getValue()));
        return new Totals(
                sorted, all.values().stream().mapToLong(Long::longValue).sum());
    }
}
