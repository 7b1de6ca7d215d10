package live.griot.api.identity;

import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** A person as others see them: the contract's {@code user}. {@code avatarUrl} is a path on this server; who has no picture has a generated one. */
public record Person(
        UserId id,
        String handle,
        String displayName,
        @Nullable String avatarUrl) {
    /** The handle that everybody who was erased is shown under; nobody else has it. */
    public static final String REMOVED = "removed";
}
