package live.griot.chat.room;

import java.time.Duration;
import live.griot.api.moderation.SealedWords;
import org.jspecify.annotations.Nullable;

/**
 * How one may write in a session.
 *
 * @param slowMode how long everybody waits between two messages; zero is off
 * @param membersOnly whether only members write: those with a role, on stage, or let in by an invitation or a link
 * @param enabled whether one may write at all
 * @param blockedWords what nobody may write, or null where nothing is blocked
 */
public record ChatSettings(
        Duration slowMode,
        boolean membersOnly,
        boolean enabled,
        @Nullable SealedWords blockedWords) {
    /** How one may write until somebody says otherwise. */
    public static final ChatSettings AT_FIRST = new ChatSettings(Duration.ZERO, false, true, null);
}
