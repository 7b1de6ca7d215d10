package live.griot.identity.credential;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import live.griot.identity.account.Handles;
import org.jspecify.annotations.Nullable;

/**
 * Somebody new.
 *
 * @param handle 3 to 30 letters a to z, digits or underscores; capitals are taken for small letters
 * @param displayName 1 to 60 characters that can be seen, after trimming
 * @param password 10 to 200 characters that are not guessed at once, see {@link ChosenPassword}
 * @param invitation the code by which they come, or null where none is asked for
 */
record Registration(
        @NotNull @Pattern(regexp = Handles.SHAPE, message = "must be 3 to 30 letters a-z, digits or underscores")
        String handle,

        @NotNull @Visible(max = VisibleText.NAME) String displayName,

        @NotNull @Size(max = ChosenPassword.MOST) @OpaqueString.Typed
        String password,

        @Nullable @Size(max = 100) String invitation) {
    Registration {
        displayName = stripped(displayName);
    }

    /** Missing fields arrive as null, and are refused by name when validated. */
    @SuppressWarnings("NullAway")
    private static String stripped(@Nullable String name) {
        return name == null ? name : VisibleText.trimmed(name);
    }

    @Override
    public String toString() {
        return "Registration[" + handle + "]";
    }
}
