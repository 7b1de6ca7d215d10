package live.griot.identity.credential;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Another password is wanted.
 *
 * @param current the one there is, at most 200 characters
 * @param password the new one, as at the registration
 */
record PasswordChange(
        @NotNull @Size(max = ChosenPassword.MOST) @OpaqueString.Typed
        String current,

        @NotNull @Size(max = ChosenPassword.MOST) @OpaqueString.Typed
        String password) {
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
