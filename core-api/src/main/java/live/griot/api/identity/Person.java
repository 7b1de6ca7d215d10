package live.griot.api.identity;

import live.griot.api.id.UserId;
import org.jspecify.annotations.Nullable;

/** A person as others see them: the contract's {@code user}. A guest has no {@code handle}; {@code avatarUrl} is null where there is none. */
public record Person(
        UserId id,
        @Nullable String handle,
        String displayName,
        @Nullable String avatarUrl) {}
