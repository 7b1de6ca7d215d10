package live.griot.api.stage;

import java.time.Instant;
import live.griot.api.identity.Person;
import live.griot.api.session.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a session as others see them.
 *
 * @param user who
 * @param role what they are
 * @param onStage whether they have a seat; a moderator may or may not
 * @param audio whether their microphone is on; false off stage, as the two that follow
 * @param video whether their camera is on
 * @param screen whether they show their screen
 * @param handRaisedAt since when their hand is up, or null
 * @param lookAlike whether their name can be taken for the name of somebody who comes before them, see {@link LookAlikes}
 * @param sharesNetworkWithBanned whether they came from the same network as somebody who was banned within the last hour, which may be
 *     chance; told to moderators alone, false for others
 */
public record ParticipantView(
        Person user,
        Role role,
        boolean onStage,
        boolean audio,
        boolean video,
        boolean screen,
        @Nullable Instant handRaisedAt,
        boolean lookAlike,
        boolean sharesNetworkWithBanned) {
    /** Returns the same, with what only moderators are told. */
    public ParticipantView sharingANetwork() {
        return new ParticipantView(user, role, onStage, audio, video, screen, handRaisedAt, lookAlike, true);
    }
}
