package live.griot.command.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import live.griot.api.session.Visibility;
import live.griot.api.text.Visible;
import org.jspecify.annotations.Nullable;

/** What a host changes; what is missing stays. The limits are those of {@link NewSession}. */
record SessionChange(
        @Nullable @Visible(max = SessionLimits.TITLE) String title,

        @Nullable @Visible(max = SessionLimits.DESCRIPTION, lines = SessionLimits.DESCRIPTION_LINES, orNothing = true)
        String description,

        @Nullable Visibility visibility,

        @Nullable @Min(SessionLimits.FEWEST_SEATS) @Max(SessionLimits.MOST_SEATS)
        Integer maxParticipants) {}
