package live.griot.chat.message;

import static live.griot.api.refusal.RefusalCode.BLOCKED_WORD;
import static live.griot.api.refusal.RefusalCode.CHAT_CLOSED;
import static live.griot.api.refusal.RefusalCode.MEMBERS_ONLY;
import static live.griot.api.refusal.RefusalCode.MESSAGE_NOT_FOUND;

import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionState;
import live.griot.chat.limit.Pace;
import live.griot.chat.room.Silence;
import live.griot.chat.room.Silences;
import live.griot.chat.room.WordKeeper;

/** One reason for which a message may be refused. Thread-safe. */
@FunctionalInterface
interface PostingRule {
    /** Throws {@code Refused} when the rule says no. */
    void check(Draft draft);

    /** Who was put out says nothing any more. */
    static PostingRule notBanned() {
        return draft -> draft.standing().requireNotBanned();
    }

    /** People talk while the session waits for its host's media and while it is live. */
    static PostingRule sessionIsOn() {
        return draft -> {
            SessionState state = draft.standing().session().state();
            if (state != SessionState.STARTING && state != SessionState.LIVE) {
                throw new Refused(CHAT_CLOSED, "The chat is open while the session is on");
            }
        };
    }

    /** Nobody writes faster than people read. */
    static PostingRule withinPace(Pace pace) {
        return draft -> pace.count(draft.author());
    }

    /** A chat that is switched off is so for everybody. */
    static PostingRule chatIsOpen() {
        return draft -> {
            if (!draft.settings().enabled()) {
                throw new Refused(CHAT_CLOSED, "The chat is switched off");
            }
        };
    }

    /** Who is muted, or banned since their standing was read, says nothing. */
    static PostingRule notSilenced(Silences silences) {
        return draft -> silences.of(draft.session(), draft.author(), draft.at())
                .map(Silence::refusal)
                .ifPresent(no -> {
                    throw no;
                });
    }

    /** Where only members write, others read. */
    static PostingRule membersOnly() {
        return draft -> {
            if (draft.settings().membersOnly() && !draft.isByMember()) {
                throw new Refused(
                        MEMBERS_ONLY, "Only those write here who are on stage, keep order, or were invited in");
            }
        };
    }

    /** What is blocked nobody says. */
    static PostingRule noBlockedWord(WordKeeper words) {
        return draft -> {
            if (words.areIn(draft.settings().blockedWords(), draft.text().value())) {
                throw new Refused(BLOCKED_WORD, "Your message holds a word that is blocked here");
            }
        };
    }

    /** An answer answers something that was said in the same session. */
    static PostingRule answersAMessageOfTheSameSession(ChatHistory history) {
        return draft -> {
            if (draft.replyTo().isPresent()
                    && !history.contains(draft.session(), draft.replyTo().get())) {
                throw new Refused(MESSAGE_NOT_FOUND, "The message that this answers is not in this session");
            }
        };
    }

    /** In slow mode everybody waits between two messages, except who keeps order. Last of all, since it counts what it lets pass. */
    static PostingRule withinSlowMode(SlowMode slowMode) {
        return draft -> {
            if (!draft.settings().slowMode().isZero() && !draft.isByWhoKeepsOrder()) {
                slowMode.count(draft.session(), draft.author(), draft.settings().slowMode(), draft.at());
            }
        };
    }
}
