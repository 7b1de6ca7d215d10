package live.griot.api.identity;

import java.util.Objects;
import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A person as others see them: the contract's {@code user}. A guest has no {@code handle}. {@code avatarUrl} is a path on this server; who has
 * no picture has a generated one.
 */
public record Person(
        UserId id,
        @Nullable String handle,
        String displayName,
        @Nullable String avatarUrl) {
    /** The handle that everybody who was erased is shown under; nobody else has it. */
    public static final String REMOVED = "removed";

    /** Returns the handle of somebody who has an account; a guest has none, and is not asked. */
    public String accountHandle() {
        return Objects.requireNonNull(handle, "A guest has no handle");
    }
}
