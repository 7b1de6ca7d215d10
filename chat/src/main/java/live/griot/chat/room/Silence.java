package live.griot.chat.room;

import java.time.Instant;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * That somebody may say nothing.
 *
 * @param user who
 * @param kind why
 * @param by who decided it
 * @param sealedReason the reason under the key of who decided it, or null
 * @param at since when
 * @param until until when, or null for good
 */
public record Silence(
        UserId user,
        Kind kind,
        UserId by,
        @Nullable String sealedReason,
        Instant at,
        @Nullable Instant until) {
    /** Why somebody may say nothing. */
    public enum Kind {
        MUTE,
        BAN
    }

    /** Returns the refusal of whatever they would say. */
    public Refused refusal() {
        return kind == Kind.BAN
                ? new Refused(RefusalCode.BANNED, "You are banned from this session")
                : new Refused(
                        RefusalCode.MUTED, until == null ? "You are muted" : "You are muted until %s".formatted(until));
    }
}
