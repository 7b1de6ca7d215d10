package live.griot.api.session;

import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What a session is to one person, as the read model knows.
 *
 * @param session the session
 * @param person who, an account or a guest of the session, or null for nobody in particular
 * @param role what they are in it
 * @param onStage whether they have a seat
 * @param banned whether they are banned
 * @param present whether they are on stage, watch, have joined to watch, or have a hand up
 * @param admitted whether a private session lets them in: they are invited, or came by a link, or had a seat, or were there when it
 *     became private, and were not put out
 */
public record Standing(
        SessionFacts session,
        @Nullable UserId person,
        Role role,
        boolean onStage,
        boolean banned,
        boolean present,
        boolean admitted) {
    /** Returns whether they may know that the session exists. */
    public boolean mayKnow() {
        return session.visibility() == Visibility.PUBLIC || role == Role.HOST || (!banned && admitted);
    }

    /** Returns the same for somebody against whom a ban holds that is not of this session, or bears another name. */
    public Standing butBanned() {
        return new Standing(session, person, role, onStage, true, present, admitted);
    }

    /** Returns the same for somebody whom a link admits. */
    public Standing butAdmitted() {
        return new Standing(session, person, role, onStage, banned, present, true);
    }

    /** Returns whether they have neither an account nor, as a guest who came by a link has, a name. */
    public boolean isAnonymous() {
        return person == null || (person.isGuest() && !admitted && !onStage);
    }

    /** Refuses who is banned. Throws {@code Refused(BANNED)}. */
    public void requireNotBanned() {
        if (banned) {
            throw new Refused(RefusalCode.BANNED, RefusalCode.BANNED.title());
        }
    }

    /** Returns which column of the table of permissions, {@link Deed}, is theirs. */
    public Caller caller() {
        if (banned) {
            return Caller.BANNED;
        }
        if (isAnonymous()) {
            return Caller.ANONYMOUS;
        }
        return Caller.of(role, present);
    }
}
