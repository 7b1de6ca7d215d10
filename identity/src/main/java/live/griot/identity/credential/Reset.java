package live.griot.identity.credential;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Somebody comes back by a code.
 *
 * @param code as an admin or a mail told it; capitals, blanks around it and look-alikes of digits do not matter
 * @param password the new one, as at the registration
 */
record Reset(
        @NotNull @Size(max = 100) String code,

        @NotNull @Size(max = ChosenPassword.MOST) @OpaqueString.Typed
        String password) {
    @Override
    public String toString() {
        return "Reset[]";
    }
}
