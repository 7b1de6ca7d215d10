package live.griot.chat.message;

import jakarta.validation.constraints.Pattern;
import live.griot.api.id.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say.
 *
 * @param content 1 to 500 characters after trimming; line breaks are the only control characters
 * @param replyTo the message of the same session that this answers, or null
 */
record NewMessage(
        @MessageContent String content,

        @Nullable @Pattern(regexp = "[0-9A-Z_-]{1,64}", message = "is not the id of a message")
        String replyTo) {

    /** Returns which message this answers, or null. */
    @Nullable
    MessageId answered() {
        return replyTo == null ? null : new MessageId(replyTo);
    }
}
