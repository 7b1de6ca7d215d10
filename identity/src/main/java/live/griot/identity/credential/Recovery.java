package live.griot.identity.credential;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Somebody forgot the password, and names their handle. */
record Recovery(@NotNull @Size(max = 200) String handle) {}
