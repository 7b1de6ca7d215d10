package live.griot.identity.token;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import live.griot.api.id.UserId;
import live.griot.api.identity.AccessTokens;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Access tokens as JWTs whose subject is the user's id. Thread-safe. */
@Component
public class SignedAccessTokens implements AccessTokens {
    /** How long an access token lives; short, because signing out does not revoke it. */
    public static final Duration TTL = Duration.ofMinutes(15);

    private final SigningKey key;
    private final JwtDecoder decoder;
    private final Clock clock;

    SignedAccessTokens(SigningKey key, JwtDecoder accessTokenDecoder, Clock clock) {
        this.key = key;
        this.decoder = accessTokenDecoder;
        this.clock = clock;
    }

    /** Returns a new access token for that person, valid for {@link #TTL}. */
    public String issue(UserId user) {
        Instant now = clock.instant();
        return key.sign(
                TokenKind.ACCESS,
                JwtClaimsSet.builder()
                        .subject(user.value())
                        .id(UlidCreator.getMonotonicUlid().toString())
                        .issuedAt(now)
                        .expiresAt(now.plus(TTL)));
    }

    @Override
    public UserId verify(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            return new UserId(java.util.Objects.requireNonNull(jwt.getSubject()));
        } catch (JwtException | IllegalArgumentException e) {
            throw new Refused(RefusalCode.UNAUTHENTICATED, "The access token is not valid or has expired");
        }
    }
}
