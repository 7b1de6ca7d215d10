package live.griot.identity.passkey;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;

/**
 * What a browser makes a passkey by: {@code PublicKeyCredentialCreationOptionsJSON} (WebAuthn, section 5.1.9). Bytes are in URL-safe base 64.
 *
 * @param timeout in milliseconds
 */
record PasskeyCreationOptions(
        RelyingPartyEntity rp,
        UserEntity user,
        String challenge,
        List<KeyAlgorithm> pubKeyCredParams,
        long timeout,
        List<CredentialDescriptor> excludeCredentials,
        AuthenticatorSelection authenticatorSelection,
        String attestation) {
    /** Who asks for it. */
    record RelyingPartyEntity(String id, String name) {}

    /** Whose it is to be. */
    record UserEntity(String id, String name, String displayName) {}

    /**
     * A kind of key that is taken.
     *
     * @param alg of COSE's registry
     */
    record KeyAlgorithm(String type, long alg) {}

    /** A passkey that there is already. */
    record CredentialDescriptor(String type, String id, List<String> transports) {
        static CredentialDescriptor of(PublicKeyCredentialDescriptor known) {
            return new CredentialDescriptor(
                    "public-key",
                    requireNonNull(known.getId()).toBase64UrlString(),
                    requireNonNull(known.getTransports()).stream()
                            .map(AuthenticatorTransport::getValue)
                            .sorted()
                            .toList());
        }
    }

    /** What the authenticator must do. */
    record AuthenticatorSelection(String residentKey, boolean requireResidentKey, String userVerification) {
        static AuthenticatorSelection of(AuthenticatorSelectionCriteria wanted) {
            return new AuthenticatorSelection(
                    requireNonNull(wanted.getResidentKey()).getValue(),
                    true, // the same for browsers of level 1
                    requireNonNull(wanted.getUserVerification()).getValue());
        }
    }

    /** Returns them as a browser reads them; all that may be left out is there. */
    static PasskeyCreationOptions of(PublicKeyCredentialCreationOptions options) {
        return new PasskeyCreationOptions(
                new RelyingPartyEntity(options.getRp().getId(), options.getRp().getName()),
                new UserEntity(
                        options.getUser().getId().toBase64UrlString(),
                        options.getUser().getName(),
                        requireNonNull(options.getUser().getDisplayName())),
                options.getChallenge().toBase64UrlString(),
                options.getPubKeyCredParams().stream()
                        .map(one -> new KeyAlgorithm("public-key", one.getAlg().getValue()))
                        .toList(),
                requireNonNull(options.getTimeout()).toMillis(),
                options.getExcludeCredentials().stream()
                        .map(CredentialDescriptor::of)
                        .toList(),
                AuthenticatorSelection.of(options.getAuthenticatorSelection()),
                requireNonNull(options.getAttestation()).getValue());
    }
}
