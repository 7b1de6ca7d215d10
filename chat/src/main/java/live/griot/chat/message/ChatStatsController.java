package live.griot.chat.message;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import live.griot.api.id.SessionId;
import live.griot.api.session.Deed;
import live.griot.api.session.SessionFacts;
import live.griot.chat.border.ChatBorder;
import live.griot.chat.message.Figures.EmojiCount;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The call that tells how much is said. */
@RestController
public class ChatStatsController {
    private static final int TOP = 10;
    private static final double MINUTE_MILLIS = 60_000.0;

    private final ChatBorder border;
    private final Figures figures;

    public ChatStatsController(ChatBorder border, Figures figures) {
        this.border = border;
        this.figures = figures;
    }

    /**
     * How much is said, of all that was ever sent.
     *
     * @param messages messages
     * @param people how many wrote them
     * @param perMinute messages a minute since the start until now or the end, the first minute counted whole
     * @param topEmojis the ten emojis that people reacted with most, to messages and to the picture together
     */
    record ChatStats(long messages, long people, double perMinute, List<EmojiCount> topEmojis) {}

    @GetMapping("/api/sessions/{id}/chat/stats")
    ChatStats stats(@PathVariable SessionId id, @Nullable Principal caller) {
        SessionFacts session = border.allowed(Deed.SEE, id, caller).session();
        long messages = figures.of(id).messages();
        double perMinute = messages / Math.max(1, lasted(session).toMillis() / MINUTE_MILLIS);
        return new ChatStats(
                messages, figures.people(id), Math.round(perMinute * 100) / 100.0, figures.topEmojis(id, TOP));
    }

    private Duration lasted(SessionFacts session) {
        Instant start = session.startedAt();
        if (start == null) {
            return Duration.ZERO;
        }
        Instant end = session.endedAt();
        return Duration.between(start, end == null ? border.now() : end);
    }
}
