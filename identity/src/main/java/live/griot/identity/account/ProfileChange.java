package live.griot.identity.account;

import org.jspecify.annotations.Nullable;

/**
 * What somebody changes about themselves; null leaves it.
 *
 * @param displayName 1 to 60 characters after trimming, without control characters
 */
record ProfileChange(@Nullable @DisplayName String displayName) {
    ProfileChange {
        displayName = displayName == null ? null : displayName.strip();
    }
}
