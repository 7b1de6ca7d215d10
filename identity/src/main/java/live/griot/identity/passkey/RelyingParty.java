package live.griot.identity.passkey;

import com.webauthn4j.WebAuthnManager;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;

/**
 * Who this program is to authenticators, by the address that the browser uses: behind a trusted proxy the one that the proxy tells. A browser lets
 * a page use passkeys of its own domain alone, so a request that lies about the host fits no passkey of ours. Thread-safe.
 */
@Component
@EnableConfigurationProperties(PasskeyProperties.class)
class RelyingParty {
    private static final String NAME = "Griot";
    /** Shared, since what it reads with is dear to make. No maker's attestation is asked for, so none is looked at. */
    private static final WebAuthnManager VERIFIER = WebAuthnManager.createNonStrictWebAuthnManager();

    private final PasskeyProperties properties;

    RelyingParty(PasskeyProperties properties) {
        this.properties = properties;
    }

    /**
     * The relying party at one address.
     *
     * @param id the domain that passkeys belong to
     * @param origin of the one page that may use them here
     */
    record Site(String id, String origin) {}

    /** Returns the one that this request came to. */
    Site at(HttpServletRequest request) {
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        String scheme = request.getScheme();
        int port = request.getServerPort();
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return new Site(
                Objects.requireNonNullElse(properties.rpId(), host), scheme + "://" + host + (usual ? "" : ":" + port));
    }

    /**
     * Returns the ceremonies there, with that challenge. Who signs in is not asked for a name, so the authenticator keeps who it is for; and it
     * verifies its owner, since a passkey is all that is asked for.
     */
    static WebAuthnRelyingPartyOperations operations(Site site, Bytes challenge, CeremonyRecords records) {
        Webauthn4JRelyingPartyOperations operations = new Webauthn4JRelyingPartyOperations(
                records,
                records,
                PublicKeyCredentialRpEntity.builder().id(site.id()).name(NAME).build(),
                Set.of(site.origin()));
        operations.setWebAuthnManager(VERIFIER);
        operations.setCustomizeCreationOptions(options -> options.challenge(challenge)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        operations.setCustomizeRequestOptions(
                options -> options.challenge(challenge).userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }
}
