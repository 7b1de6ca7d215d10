package live.griot.command.session;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import live.griot.api.session.SessionType;
import live.griot.api.session.Visibility;
import live.griot.api.text.Visible;
import org.jspecify.annotations.Nullable;

/**
 * What a creator asks for. Type, visibility and seats have defaults, since one click should be enough.
 *
 * @param title 1 to 120 characters that can be seen, on one line
 * @param description up to 2,000 characters on up to 100 lines
 * @param type what is shown; default VIDEO
 * @param visibility who may know of it; default PUBLIC
 * @param maxParticipants seats on stage, 2 to 10, host included; default 10
 * @param scheduledFor when it is meant to start, within ten years from now, or null
 * @param recording whether it is recorded from its start; default false
 */
record NewSession(
        @NotNull @Visible(max = SessionLimits.TITLE) String title,

        @Nullable @Visible(max = SessionLimits.DESCRIPTION, lines = SessionLimits.DESCRIPTION_LINES, orNothing = true)
        String description,

        @Nullable SessionType type,
        @Nullable Visibility visibility,

        @Nullable @Min(SessionLimits.FEWEST_SEATS) @Max(SessionLimits.MOST_SEATS)
        Integer maxParticipants,

        @Nullable @Foreseeable Instant scheduledFor,
        @Nullable Boolean recording) {}
