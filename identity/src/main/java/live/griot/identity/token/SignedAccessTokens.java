package live.griot.identity.token;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.id.UserId;
import live.griot.api.identity.AccessTokens;
import live.griot.api.identity.Bearer;
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
    /** By which sign-in (OpenID Connect's session) the token was got. */
    static final String SIGN_IN = "sid";

    /** In which one session a guest's token is good. */
    static final String ONLY = "session";

    private final SigningKey key;
    private final JwtDecoder decoder;
    private final Duration ttl;
    private final Clock clock;

    SignedAccessTokens(SigningKey key, JwtDecoder accessTokenDecoder, AccessTokenProperties properties, Clock clock) {
        this.key = key;
        this.decoder = accessTokenDecoder;
        this.ttl = properties.accessTokenTtl();
        this.clock = clock;
    }

    /** Returns how long an access token lives. */
    public Duration ttl() {
        return ttl;
    }

    /** Returns a new access token for that person and sign-in, valid for {@link #ttl}. */
    public String issue(UserId user, SignInId signIn) {
        return key.sign(TokenKind.ACCESS, claims(user, signIn));
    }

    /** Returns a new access token for a guest of a session, valid there alone for {@link #ttl}. A guest is their own sign-in. */
    public String issueToGuest(UserId guest, SessionId session) {
        return key.sign(
                TokenKind.ACCESS, claims(guest, new SignInId(guest.value())).claim(ONLY, session.value()));
    }

    private JwtClaimsSet.Builder claims(UserId user, SignInId signIn) {
        Instant now = clock.instant();
        return JwtClaimsSet.builder()
                .subject(user.value())
                .claim(SIGN_IN, signIn.value())
                .id(UlidCreator.getMonotonicUlid().toString())
                .issuedAt(now)
                .expiresAt(now.plus(ttl));
    }

    @Override
    public Bearer verify(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            String only = jwt.getClaimAsString(ONLY);
            return new Bearer(
                    new UserId(Objects.requireNonNull(jwt.getSubject())),
                    new SignInId(Objects.requireNonNull(jwt.getClaimAsString(SIGN_IN))),
                    only == null ? null : new SessionId(only),
                    Objects.requireNonNull(jwt.getExpiresAt()));
        } catch (JwtException | IllegalArgumentException e) {
            throw new Refused(RefusalCode.UNAUTHENTICATED, "The access token is not valid or has expired");
        }
    }
}
