package live.griot.command.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import live.griot.api.session.Visibility;
import org.jspecify.annotations.Nullable;

/** What a host changes; what is missing stays. The limits are those of {@link NewSession}. */
record SessionChange(
        @Nullable
        @Size(max = 120)
        @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String title,

        @Nullable @Size(max = 2000) String description,
        @Nullable Visibility visibility,

        @Nullable @Min(SessionLimits.FEWEST_SEATS) @Max(SessionLimits.MOST_SEATS)
        Integer maxParticipants) {}
