package live.griot.identity.openid;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Accounts;
import live.griot.identity.audit.Audit;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.credential.SignInOpening;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Takes up who comes back from a provider: signs in whose identity it is, links it where its owner asked for that, or makes an account. Nobody is
 * ever found by an e-mail address. What goes wrong ends on the page of sign-in, with a code of ours and nothing of the provider's. Thread-safe.
 */
@Component
class OpenIdSignIn implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdSignIn.class);
    /** The page that takes up the sign-in by its cookie, and goes on. */
    private static final String ARRIVED = "/signin?arrived&next=";

    private static final String REFUSED = "/signin?error=";
    private static final String NOT_LINKED = "/profile?error=";

    private final LinkedIdentities identities;
    private final FirstSignIn firstSignIn;
    private final Accounts accounts;
    private final SignInOpening opening;
    private final Audit audit;

    OpenIdSignIn(
            LinkedIdentities identities,
            FirstSignIn firstSignIn,
            Accounts accounts,
            SignInOpening opening,
            Audit audit) {
        this.identities = identities;
        this.firstSignIn = firstSignIn;
        this.accounts = accounts;
        this.opening = opening;
        this.audit = audit;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        try {
            SealedRequests.Begun begun = SealedRequests.begun(request)
                    .orElseThrow(() -> new Refused(RefusalCode.PROVIDER_REFUSED, "Begin once more"));
            OAuth2AuthenticationToken token = (OAuth2AuthenticationToken) authentication;
            OidcUser user = (OidcUser) Objects.requireNonNull(token.getPrincipal());
            takeUp(user, token.getAuthorizedClientRegistrationId(), begun, request, response);
            go(response, begun.link() == null ? ARRIVED + UriUtils.encode(begun.next(), UTF_8) : begun.next());
        } catch (Refused no) {
            refuse(request, response, no.code());
        }
    }

    private void takeUp(
            OidcUser user,
            String provider,
            SealedRequests.Begun begun,
            HttpServletRequest request,
            HttpServletResponse response) {
        // The ID token's validator asked for both.
        String issuer = Objects.requireNonNull(user.getIssuer()).toString();
        String identity = identities.hash(issuer, Objects.requireNonNull(user.getSubject()));
        if (begun.link() != null) {
            UserId owner = new UserId(begun.link());
            identities.link(identity, owner, provider);
            audit.note(AuditKind.PASSWORD, owner, null, "linked a provider");
            return;
        }
        Optional<UserId> known = identities.owner(identity);
        Person person = known.isPresent()
                ? known.flatMap(accounts::find)
                        .orElseThrow(() -> new Refused(RefusalCode.UNAUTHENTICATED, "This account was erased"))
                : firstSignIn.makeAccount(identity, provider, user);
        String how = known.isPresent() ? "signed in by a provider" : "registered by a provider";
        opening.cookiesOf(person, how, request).forEach(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        LOG.debug("A sign-in at a provider did not succeed", failure);
        refuse(request, response, codeOf(failure));
    }

    /** Who is signed in and wanted to link a provider hears of it where they asked for that. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, RefusalCode code) {
        boolean linking = SealedRequests.begun(request)
                .map(begun -> begun.link() != null)
                .orElse(request.getParameter("link") != null);
        go(response, (linking ? NOT_LINKED : REFUSED) + code);
    }

    private static RefusalCode codeOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused no) {
                return no.code();
            }
            if (cause instanceof OAuth2AuthenticationException oauth
                    && oauth.getError().getErrorCode().equals(OpenIdProviders.UNAVAILABLE)) {
                return RefusalCode.PROVIDER_UNAVAILABLE;
            }
        }
        return RefusalCode.PROVIDER_REFUSED;
    }

    private static void go(HttpServletResponse response, String path) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, URI.create(path).toString());
    }
}
