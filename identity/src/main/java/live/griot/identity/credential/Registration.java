package live.griot.identity.credential;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import live.griot.identity.account.DisplayName;
import live.griot.identity.account.Handles;
import org.jspecify.annotations.Nullable;

/**
 * Somebody new.
 *
 * @param handle 3 to 30 letters a to z, digits or underscores; capitals are taken for small letters
 * @param displayName 1 to 60 characters after trimming, without control characters
 * @param password 8 to 200 characters
 */
record Registration(
        @NotNull @Pattern(regexp = Handles.SHAPE, message = "must be 3 to 30 letters a-z, digits or underscores")
        String handle,

        @NotNull @DisplayName String displayName,
        @NotNull @Size(min = 8, max = 200) String password) {
    Registration {
        displayName = stripped(displayName);
    }

    /** Missing fields arrive as null, and are refused by name when validated. */
    @SuppressWarnings("NullAway")
    private static String stripped(@Nullable String name) {
        return name == null ? name : name.strip();
    }

    @Override
    public String toString() {
        return "Registration[" + handle + "]";
    }
}
