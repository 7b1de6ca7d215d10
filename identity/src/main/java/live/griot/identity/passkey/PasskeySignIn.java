package live.griot.identity.passkey;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import live.griot.identity.passkey.NewPasskey.AttestedCredential;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

/**
 * Somebody who signs in by a passkey.
 *
 * @param credential as the browser's {@code toJSON} has it (WebAuthn, section 5.1)
 */
record PasskeySignIn(@NotNull @Valid AssertedCredential credential) {
    /** A credential; bytes are in URL-safe base 64 without padding. */
    record AssertedCredential(
            @NotNull
            @Size(max = AttestedCredential.MAX_ID)
            @Pattern(regexp = AttestedCredential.BASE64, message = AttestedCredential.IS_BASE64)
            String id,

            @NotNull @Valid Assertion response) {
        PublicKeyCredential<AuthenticatorAssertionResponse> credential() {
            return PublicKeyCredential.<AuthenticatorAssertionResponse>builder()
                    .id(id)
                    .rawId(Bytes.fromBase64(id))
                    .type(PublicKeyCredentialType.PUBLIC_KEY)
                    .response(AuthenticatorAssertionResponse.builder()
                            .clientDataJSON(Bytes.fromBase64(response.clientDataJSON))
                            .authenticatorData(Bytes.fromBase64(response.authenticatorData))
                            .signature(Bytes.fromBase64(response.signature))
                            .userHandle(Bytes.fromBase64(response.userHandle))
                            .build())
                    .build();
        }
    }

    /** What the authenticator signed. Who is not asked for a name is told by {@code userHandle}, which is always there then. */
    record Assertion(
            @NotNull
            @Size(max = AttestedCredential.MAX_BYTES)
            @Pattern(regexp = AttestedCredential.BASE64, message = AttestedCredential.IS_BASE64)
            String clientDataJSON,

            @NotNull
            @Size(max = AttestedCredential.MAX_BYTES)
            @Pattern(regexp = AttestedCredential.BASE64, message = AttestedCredential.IS_BASE64)
            String authenticatorData,

            @NotNull
            @Size(max = 2_048)
            @Pattern(regexp = AttestedCredential.BASE64, message = AttestedCredential.IS_BASE64)
            String signature,

            @NotNull
            @Size(max = 86)
            @Pattern(regexp = AttestedCredential.BASE64, message = AttestedCredential.IS_BASE64)
            String userHandle) {}
}
