package live.griot.identity.passkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionAuthenticatorOutput;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An authenticator and the browser in front of it, with one passkey, which a test may have say what is not so. */
final class SoftAuthenticator {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectConverter CBOR = new ObjectConverter();
    private static final byte HERE = AuthenticatorData.BIT_UP;
    private static final byte VERIFIED = AuthenticatorData.BIT_UV;

    private final KeyPair keys = keys();
    private final byte[] id = new byte[32];
    private String userHandle = "nobody";

    String origin = "http://localhost";
    String rpId = "localhost";
    boolean verifies = true;
    /** How often it has signed; an authenticator that does not count stays at 0. */
    long count;

    SoftAuthenticator() {
        new SecureRandom().nextBytes(id);
    }

    String id() {
        return base64(id);
    }

    /** Makes the passkey; returns the credential. */
    Map<String, Object> make(JsonNode options) {
        userHandle = options.at("/user/id").asString();
        EC2COSEKey key = EC2COSEKey.create(keys, COSEAlgorithmIdentifier.ES256);
        EC2COSEKey open = new EC2COSEKey(null, key.getAlgorithm(), null, key.getCurve(), key.getX(), key.getY());
        AuthenticatorData<RegistrationExtensionAuthenticatorOutput> data = new AuthenticatorData<>(
                sha256(rpId.getBytes(UTF_8)),
                (byte) (flags() | AuthenticatorData.BIT_AT),
                count,
                new AttestedCredentialData(AAGUID.ZERO, id, open));
        byte[] attestation = new AttestationObjectConverter(CBOR)
                .convertToBytes(new AttestationObject(data, new NoneAttestationStatement()));
        return credential(Map.of(
                "clientDataJSON", base64(clientData("webauthn.create", options)),
                "attestationObject", base64(attestation),
                "transports", List.of("internal", "hybrid")));
    }

    /** Signs somebody in; returns the credential. */
    Map<String, Object> sign(JsonNode options) {
        AuthenticatorData<AuthenticationExtensionAuthenticatorOutput> data =
                new AuthenticatorData<>(sha256(rpId.getBytes(UTF_8)), flags(), count);
        byte[] signed = new AuthenticatorDataConverter(CBOR).convert(data);
        byte[] clientData = clientData("webauthn.get", options);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed);
            signature.update(sha256(clientData));
            return credential(Map.of(
                    "clientDataJSON", base64(clientData),
                    "authenticatorData", base64(signed),
                    "signature", base64(signature.sign()),
                    "userHandle", userHandle));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte flags() {
        return (byte) (HERE | (verifies ? VERIFIED : 0));
    }

    private Map<String, Object> credential(Map<String, Object> response) {
        return Map.of(
                "id",
                id(),
                "rawId",
                id(),
                "type",
                "public-key",
                "response",
                response,
                "clientExtensionResults",
                Map.of());
    }

    private byte[] clientData(String type, JsonNode options) {
        return JSON.writeValueAsBytes(Map.of(
                "type",
                type,
                "challenge",
                options.at("/challenge").asString(),
                "origin",
                origin,
                "crossOrigin",
                false));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
