package live.griot.chat.message;

import java.time.Instant;
import java.util.Optional;
import live.griot.api.id.MessageId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.session.Role;
import live.griot.api.session.Standing;
import live.griot.chat.room.ChatSettings;
import live.griot.chat.room.Rooms;
import org.jspecify.annotations.Nullable;

/**
 * A message before the rules have been asked: who says what, when, where (and what the session is to them), and in answer to what.
 * Not thread-safe.
 */
final class Draft {
    private final Standing standing;
    private final UserId author;
    private final MessageText text;
    private final @Nullable MessageId replyTo;
    private final Instant at;
    private final Rooms rooms;
    private @Nullable ChatSettings settings;

    Draft(Standing standing, UserId author, MessageText text, @Nullable MessageId replyTo, Instant at, Rooms rooms) {
        this.standing = standing;
        this.author = author;
        this.text = text;
        this.replyTo = replyTo;
        this.at = at;
        this.rooms = rooms;
    }

    Standing standing() {
        return standing;
    }

    SessionId session() {
        return standing.session().id();
    }

    UserId author() {
        return author;
    }

    MessageText text() {
        return text;
    }

    Optional<MessageId> replyTo() {
        return Optional.ofNullable(replyTo);
    }

    Instant at() {
        return at;
    }

    /** Returns how one may write there; asked for once, and not before a rule wants to know. */
    ChatSettings settings() {
        if (settings == null) {
            settings = rooms.settings(session());
        }
        return settings;
    }

    /** Returns whether the author keeps order there, so that the pace of the others is not theirs. */
    boolean isByWhoKeepsOrder() {
        return standing.role() == Role.HOST || standing.role() == Role.MODERATOR;
    }

    /** Returns whether the author is a member: has a role, is on stage, or was let in by an invitation or a link. */
    boolean isByMember() {
        return standing.role() != Role.VIEWER || standing.onStage() || standing.admitted();
    }
}
