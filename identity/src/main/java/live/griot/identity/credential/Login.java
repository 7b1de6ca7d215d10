package live.griot.identity.credential;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Somebody who comes back.
 *
 * @param handle as it was registered, in capitals or not
 * @param password at most 200 characters, none of them half a one
 */
record Login(
        @NotNull @Size(max = 30) String handle,
        @NotNull @Size(max = 200) @OpaqueString.WellFormed String password) {
    @Override
    public String toString() {
        return "Login[" + handle + "]";
    }
}
