package live.griot.chat.message;

import live.griot.api.id.MessageId;
import live.griot.api.id.UserId;
import live.griot.api.session.Standing;
import org.jspecify.annotations.Nullable;

/** A message before the rules have been asked: who says what, where (and what the session is to them), and in answer to what. */
record Draft(
        Standing standing,
        UserId author,
        MessageText text,
        @Nullable MessageId replyTo) {}
