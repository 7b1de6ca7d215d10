package live.griot.api.session;

import static live.griot.api.refusal.RefusalCode.BANNED;
import static live.griot.api.refusal.RefusalCode.CHAT_CLOSED;
import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.NOT_HOST;
import static live.griot.api.refusal.RefusalCode.NOT_MODERATOR;
import static live.griot.api.refusal.RefusalCode.NOT_ON_STAGE;
import static live.griot.api.refusal.RefusalCode.UNAUTHENTICATED;
import static live.griot.api.session.Deed.Answer.NO;
import static live.griot.api.session.Deed.Answer.YES;
import static live.griot.api.session.SessionState.LIVE;
import static live.griot.api.session.SessionState.PENDING;
import static live.griot.api.session.SessionState.STARTING;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;

/**
 * Who may do what to a session, and while it is in which state: the one table. The HTTP border asks it with what the read model
 * knows, the write model asks it again with what is so.
 *
 * <p>What the table does not say: who may not know of a session is told that there is none; and nobody does anything to
 * somebody who is not below them (a moderator is above guests and viewers, the host above all).
 */
@SuppressWarnings("ImmutableEnumChecker") // The two sets are nobody else's, and nobody changes them.
public enum Deed {
    // spotless:off
    //                  anonymous  stranger   viewer   guest    moderator  host    banned    while
    SEE               (  YES,      YES,       YES,     YES,     YES,       YES,    NO,       always()),
    JOIN              (  YES,      YES,       YES,     YES,     YES,       YES,    NO,       beforeTheEnd()),
    LEAVE             (  NO,       YES,       YES,     YES,     YES,       YES,    YES,      always()),
    RAISE_HAND        (  NO,       YES,       YES,     YES,     YES,       YES,    NO,       beforeTheEnd()),
    LOWER_HAND        (  NO,       YES,       YES,     YES,     YES,       YES,    NO,       always()),
    SWITCH_OWN_DEVICES(  NO,       NO,        NO,      YES,     YES,       YES,    NO,       beforeTheEnd()),
    SWITCH_OFF_OTHERS (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    ASK_TO_SWITCH_ON  (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    STEP_DOWN         (  NO,       NO,        NO,      YES,     YES,       YES,    NO,       beforeTheEnd()),
    PROMOTE           (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    DEMOTE            (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    REMOVE            (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    BAN               (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    LIFT_BAN          (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    SEE_BANS          (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       always()),
    INVITE            (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    MAKE_LINK         (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    REVOKE_LINK       (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       always()),
    NAME_MODERATOR    (  NO,       NO,        NO,      NO,      NO,        YES,    NO,       beforeTheEnd()),
    HAND_OVER         (  NO,       NO,        NO,      NO,      NO,        YES,    NO,       beforeTheEnd()),
    EDIT              (  NO,       NO,        NO,      NO,      NO,        YES,    NO,       beforeTheEnd()),
    START             (  NO,       NO,        NO,      NO,      NO,        YES,    NO,       only(PENDING)),
    RECORD            (  NO,       NO,        NO,      NO,      NO,        YES,    NO,       beforeTheEnd()),
    ANSWER_RECORDING  (  NO,       YES,       YES,     YES,     YES,       YES,    NO,       beforeTheEnd()),
    SEE_ANSWERS       (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       always()),
    CANCEL            (  NO,       NO,        NO,      NO,      NO,        YES,    NO,       only(PENDING)),
    END               (  NO,       NO,        NO,      NO,      NO,        YES,    NO,       only(STARTING, LIVE)),
    WRITE             (  NO,       YES,       YES,     YES,     YES,       YES,    NO,       theChatIsOpen()),
    REACT_TO_MESSAGE  (  NO,       YES,       YES,     YES,     YES,       YES,    NO,       theChatIsOpen()),
    REACT             (  NO,       YES,       YES,     YES,     YES,       YES,    NO,       only(STARTING, LIVE)),
    DELETE_OWN_MESSAGE(  NO,       YES,       YES,     YES,     YES,       YES,    YES,      always()),
    DELETE_ANY_MESSAGE(  NO,       NO,        NO,      NO,      YES,       YES,    NO,       always()),
    PIN               (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    MUTE              (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    LIFT_MUTE         (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    SEE_MUTES         (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       always()),
    EDIT_CHAT         (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       beforeTheEnd()),
    SEE_MODERATION    (  NO,       NO,        NO,      NO,      YES,       YES,    NO,       always());
    // spotless:on

    private final Set<Caller> who;
    private final States states;

    Deed(
            Answer anonymous,
            Answer stranger,
            Answer viewer,
            Answer guest,
            Answer moderator,
            Answer host,
            Answer banned,
            States states) {
        Map<Caller, Answer> answers = Map.of(
                Caller.ANONYMOUS, anonymous,
                Caller.STRANGER, stranger,
                Caller.VIEWER, viewer,
                Caller.GUEST, guest,
                Caller.MODERATOR, moderator,
                Caller.HOST, host,
                Caller.BANNED, banned);
        Set<Caller> allowed = EnumSet.noneOf(Caller.class);
        answers.forEach((caller, answer) -> {
            if (answer == YES) {
                allowed.add(caller);
            }
        });
        this.who = allowed;
        this.states = states;
    }

    /** Returns whether the table lets them. */
    public boolean isAllowed(Caller caller, SessionState state) {
        return who.contains(caller) && states.allowed().contains(state);
    }

    /** Throws the refusal that the table holds for them: first for who they are, then for the session's state. */
    public void check(Caller caller, SessionState state) {
        if (!who.contains(caller)) {
            throw notYou(caller);
        }
        if (!states.allowed().contains(state)) {
            throw new Refused(states.otherwise(), "The session is %s, which does not allow this".formatted(state));
        }
    }

    private Refused notYou(Caller caller) {
        if (caller == Caller.BANNED) {
            return new Refused(BANNED, "You are banned from this session");
        }
        if (caller == Caller.ANONYMOUS) {
            return new Refused(UNAUTHENTICATED, "Sign in to do this");
        }
        if (who.contains(Caller.GUEST)) {
            return new Refused(NOT_ON_STAGE, "Only those on stage may do this");
        }
        if (who.contains(Caller.MODERATOR)) {
            return new Refused(NOT_MODERATOR, "Only the host and moderators may do this");
        }
        return new Refused(NOT_HOST, "Only the host may do this");
    }

    private static States always() {
        return new States(EnumSet.allOf(SessionState.class), INVALID_TRANSITION);
    }

    private static States beforeTheEnd() {
        return only(PENDING, STARTING, LIVE);
    }

    private static States only(SessionState first, SessionState... others) {
        return new States(EnumSet.of(first, others), INVALID_TRANSITION);
    }

    private static States theChatIsOpen() {
        return new States(EnumSet.of(STARTING, LIVE), CHAT_CLOSED);
    }

    /** In which states something may be done, and what is said in others. */
    private record States(Set<SessionState> allowed, RefusalCode otherwise) {}

    /** What a cell of the table says. */
    enum Answer {
        YES,
        NO
    }
}
