package live.griot.identity.admin;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import live.griot.api.refusal.Refused;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody is to be shut out, of the installation or of its sessions, and for how long.
 *
 * @param reason 1 to 500 characters that can be seen
 * @param duration ten years at most, or null for until that is lifted
 */
public record NewShutOut(
        @NotNull @Visible(max = 500, lines = 10) String reason,
        @Nullable Duration duration) {
    private static final Duration LONGEST = Duration.ofDays(3_650);

    /** Returns the reason as it is kept. */
    public String trimmedReason() {
        return VisibleText.trimmed(reason);
    }

    /** Returns for how long, or null. Throws {@code Refused(VALIDATION_FAILED)} when that is no time, or too long. */
    public @Nullable Duration checkedDuration() {
        if (duration != null && (!duration.isPositive() || duration.compareTo(LONGEST) > 0)) {
            throw Refused.invalid("duration", "must be positive, and ten years at most");
        }
        return duration;
    }
}
