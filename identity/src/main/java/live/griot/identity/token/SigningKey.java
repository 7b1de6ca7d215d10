package live.griot.identity.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/**
 * Signs access tokens and tickets with the key pair of the day, and verifies them with those that are believed ({@link SigningKeys}). One kind of token never passes for another: each has its own type header and its own audience, and both are checked (RFC 8725,
 * sections 3.11 and 3.12). Thread-safe.
 */
@Component
public class SigningKey {
    static final String ISSUER = "griot";
    /** How far the clocks of two nodes may differ. */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private final SigningKeys keys;
    private final NimbusJwtEncoder encoder;

    SigningKey(SigningKeys keys) {
        this.keys = keys;
        this.encoder = new NimbusJwtEncoder(keys);
    }

    /** Returns the claims signed, as a JWT of that kind. */
    public String sign(TokenKind kind, JwtClaimsSet.Builder claims) {
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256)
                .type(kind.type())
                .keyId(keys.current().getKeyID())
                .build();
        JwtClaimsSet complete =
                claims.issuer(ISSUER).audience(List.of(kind.audience())).build();
        return encoder.encode(JwtEncoderParameters.from(header, complete)).getTokenValue();
    }

    /** Returns a decoder that accepts tokens of that kind alone, signed by one of the keys and not expired by that clock. */
    public JwtDecoder decoder(TokenKind kind, Clock clock) {
        return decoder(kind, clock, token -> OAuth2TokenValidatorResult.success());
    }

    /** Returns a decoder that asks one thing more of a token, when everything else is as it should be. */
    JwtDecoder decoder(TokenKind kind, Clock clock, OAuth2TokenValidator<Jwt> last) {
        JwtTimestampValidator time = new JwtTimestampValidator(CLOCK_SKEW);
        time.setClock(clock);
        return decoder(kind, time, last);
    }

    /** Returns a decoder that takes expired tokens too: whoever asks looks at the time themselves. */
    public JwtDecoder timelessDecoder(TokenKind kind) {
        OAuth2TokenValidator<Jwt> anything = token -> OAuth2TokenValidatorResult.success();
        return decoder(kind, anything, anything);
    }

    private JwtDecoder decoder(TokenKind kind, OAuth2TokenValidator<Jwt> time, OAuth2TokenValidator<Jwt> last) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(kind.type())));
        processor.setJWTClaimsSetVerifier((claims, context) -> {}); // The validators below do it, with our clock.
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        OAuth2TokenValidator<Jwt> sound = new DelegatingOAuth2TokenValidator<>(
                time,
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<Object>(JwtClaimNames.ISS, issuer -> ISSUER.equals(String.valueOf(issuer))),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(kind.audience())));
        decoder.setJwtValidator(token -> {
            OAuth2TokenValidatorResult result = sound.validate(token);
            return result.hasErrors() ? result : last.validate(token);
        });
        return decoder;
    }
}
