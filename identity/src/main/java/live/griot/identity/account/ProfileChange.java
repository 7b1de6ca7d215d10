package live.griot.identity.account;

import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * What somebody changes about themselves; null leaves it.
 *
 * @param displayName 1 to 60 characters that can be seen, after trimming
 */
record ProfileChange(
        @Nullable @Visible(max = VisibleText.NAME) String displayName) {
    ProfileChange {
        displayName = displayName == null ? null : VisibleText.trimmed(displayName);
    }
}
