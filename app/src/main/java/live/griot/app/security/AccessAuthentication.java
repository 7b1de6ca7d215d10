package live.griot.app.security;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import live.griot.api.id.SessionId;
import live.griot.api.id.SignInId;
import live.griot.api.identity.SignedInCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who calls with a verified access token. */
final class AccessAuthentication extends JwtAuthenticationToken implements SignedInCaller {
    private static final long serialVersionUID = 1L;
    private static final String SIGN_IN = "sid";
    private static final String ONLY = "session";
    private static final Collection<GrantedAuthority> NO_AUTHORITIES = List.of();

    AccessAuthentication(Jwt token) {
        super(token, NO_AUTHORITIES);
    }

    @Override
    public SignInId signIn() {
        return new SignInId(Objects.requireNonNull(getToken().getClaimAsString(SIGN_IN)));
    }

    @Override
    public @Nullable SessionId only() {
        String only = getToken().getClaimAsString(ONLY);
        return only == null ? null : new SessionId(only);
    }
}
