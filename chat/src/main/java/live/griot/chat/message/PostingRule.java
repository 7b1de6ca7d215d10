package live.griot.chat.message;

import static live.griot.api.refusal.RefusalCode.BANNED;
import static live.griot.api.refusal.RefusalCode.CHAT_CLOSED;
import static live.griot.api.refusal.RefusalCode.MESSAGE_NOT_FOUND;

import live.griot.api.refusal.Refused;
import live.griot.api.session.SessionState;

/** One reason for which a message may be refused. Thread-safe. */
@FunctionalInterface
interface PostingRule {
    /** Throws {@code Refused} when the rule says no. */
    void check(Draft draft);

    /** People talk while the session waits for its host's media and while it is live. */
    static PostingRule chatIsOpen() {
        return draft -> {
            SessionState state = draft.standing().session().state();
            if (state != SessionState.STARTING && state != SessionState.LIVE) {
                throw new Refused(CHAT_CLOSED, "The chat is open while the session is on");
            }
        };
    }

    /** Who was put out says nothing any more. */
    static PostingRule notBanned() {
        return draft -> {
            if (draft.standing().banned()) {
                throw new Refused(BANNED, "You are banned from this session");
            }
        };
    }

    /** Nobody writes faster than people read. */
    static PostingRule withinPace(Pace pace) {
        return draft -> pace.count(draft.author());
    }

    /** An answer answers something that was said in the same session. */
    static PostingRule answersAMessageOfTheSameSession(ChatHistory history) {
        return draft -> {
            if (draft.replyTo() != null
                    && !history.contains(draft.standing().session().id(), draft.replyTo())) {
                throw new Refused(MESSAGE_NOT_FOUND, "The message that this answers is not in this session");
            }
        };
    }
}
