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
        @NotNull @Size(max = 200) String current,
        @NotNull @Size(min = 8, max = 200) String password) {
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
