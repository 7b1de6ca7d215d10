package live.griot.identity.passkey;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import live.griot.api.text.Visible;
import live.griot.api.text.VisibleText;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

/**
 * A passkey that a browser has made.
 *
 * @param name what its owner calls it, 1 to 60 characters that can be seen
 * @param credential as the browser's {@code toJSON} has it (WebAuthn, section 5.1)
 */
record NewPasskey(
        @NotNull @Visible(max = VisibleText.NAME) String name,
        @NotNull @Valid AttestedCredential credential) {
    NewPasskey {
        name = stripped(name);
    }

    /** Missing fields arrive as null, and are refused by name when validated. */
    @SuppressWarnings("NullAway")
    private static String stripped(@Nullable String name) {
        return name == null ? name : VisibleText.trimmed(name);
    }

    /** A credential; bytes are in URL-safe base 64 without padding. */
    record AttestedCredential(
            @NotNull @Size(max = MAX_ID) @Pattern(regexp = BASE64, message = IS_BASE64)
            String id,

            @NotNull @Valid Attestation response) {
        /** What a credential's id is at most: 1023 bytes (WebAuthn, section 7.1, step 26). */
        static final int MAX_ID = 1364;

        static final int MAX_BYTES = 8_192;
        static final String BASE64 = "[A-Za-z0-9_-]+";
        static final String IS_BASE64 = "must be URL-safe base 64 without padding";

        PublicKeyCredential<AuthenticatorAttestationResponse> credential() {
            List<AuthenticatorTransport> transports =
                    Objects.requireNonNullElse(response.transports, List.<String>of()).stream()
                            .map(AuthenticatorTransport::valueOf)
                            .toList();
            return PublicKeyCredential.<AuthenticatorAttestationResponse>builder()
                    .id(id)
                    .rawId(Bytes.fromBase64(id))
                    .type(PublicKeyCredentialType.PUBLIC_KEY)
                    .response(AuthenticatorAttestationResponse.builder()
                            .clientDataJSON(Bytes.fromBase64(response.clientDataJSON))
                            .attestationObject(Bytes.fromBase64(response.attestationObject))
                            .transports(transports)
                            .build())
                    .build();
        }
    }

    /** What the authenticator says of it. */
    record Attestation(
            @NotNull
            @Size(max = AttestedCredential.MAX_BYTES)
            @Pattern(regexp = AttestedCredential.BASE64, message = AttestedCredential.IS_BASE64)
            String clientDataJSON,

            @NotNull
            @Size(max = AttestedCredential.MAX_BYTES)
            @Pattern(regexp = AttestedCredential.BASE64, message = AttestedCredential.IS_BASE64)
            String attestationObject,

            @Nullable @Size(max = 10) List<@NotNull @Pattern(regexp = "[a-z0-9-]{1,32}") String> transports) {}
}
