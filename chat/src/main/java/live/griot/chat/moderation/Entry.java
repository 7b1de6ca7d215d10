package live.griot.chat.moderation;

import java.time.Instant;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log as it is kept.
 *
 * @param id the event's
 * @param session where
 * @param at when
 * @param by who, or null for the end of a time
 * @param user to whom, or null where it concerned nobody in particular
 * @param action what
 * @param sealedReason why, under the key of who did it, or null
 * @param until until when it holds, or null
 * @param message which message it concerned, or null
 * @param detail what exactly, where the action alone does not say it, or null
 * @param undoes the entry that it undid, or null
 */
record Entry(
        String id,
        SessionId session,
        Instant at,
        @Nullable UserId by,
        @Nullable UserId user,
        Action action,
        @Nullable String sealedReason,
        @Nullable Instant until,
        @Nullable MessageId message,
        @Nullable String detail,
        @Nullable String undoes) {
    /** Begins an entry of which nothing more is known than who did what, where and when. */
    static Entry of(String id, SessionId session, Instant at, @Nullable UserId by, Action action) {
        return new Entry(id, session, at, by, null, action, null, null, null, null, null);
    }

    Entry to(UserId person) {
        return new Entry(id, session, at, by, person, action, sealedReason, until, message, detail, undoes);
    }

    Entry because(@Nullable String sealed, @Nullable Instant end) {
        return new Entry(id, session, at, by, user, action, sealed, end, message, detail, undoes);
    }

    Entry about(MessageId concerned) {
        return new Entry(id, session, at, by, user, action, sealedReason, until, concerned, detail, undoes);
    }

    Entry exactly(String what) {
        return new Entry(id, session, at, by, user, action, sealedReason, until, message, what, undoes);
    }

    Entry undoing(@Nullable String entry) {
        return new Entry(id, session, at, by, user, action, sealedReason, until, message, detail, entry);
    }
}
