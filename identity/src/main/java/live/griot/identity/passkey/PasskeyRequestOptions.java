package live.griot.identity.passkey;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;

/**
 * What a browser signs in by: {@code PublicKeyCredentialRequestOptionsJSON} (WebAuthn, section 5.5). Bytes are in URL-safe base 64.
 *
 * @param timeout in milliseconds
 * @param allowCredentials none: whoever has a passkey here may show it, and is not asked for a name
 */
record PasskeyRequestOptions(
        String challenge,
        long timeout,
        String rpId,
        List<PasskeyCreationOptions.CredentialDescriptor> allowCredentials,
        String userVerification) {
    /** Returns them as a browser reads them; all that may be left out is there. */
    static PasskeyRequestOptions of(PublicKeyCredentialRequestOptions options) {
        return new PasskeyRequestOptions(
                options.getChallenge().toBase64UrlString(),
                requireNonNull(options.getTimeout()).toMillis(),
                requireNonNull(options.getRpId()),
                options.getAllowCredentials().stream()
                        .map(PasskeyCreationOptions.CredentialDescriptor::of)
                        .toList(),
                requireNonNull(options.getUserVerification()).getValue());
    }
}
