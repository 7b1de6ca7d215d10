package live.griot.identity.openid;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Micros;
import live.griot.identity.personaltext.WrappingKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what a sign-in at a provider began with in a sealed cookie, so that any node takes it up when the browser comes back: state, nonce and PKCE
 * verifier (RFC 9700, section 4.7), where to go then, and whose account to link. Thread-safe.
 */
@Component
class SealedRequests implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    static final String COOKIE = "griot_openid";
    static final String LINK_COOKIE = "griot_link";
    static final String CALLBACK = "/login/oauth2/code";
    static final String START = "/oauth2/authorization";
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final int MAX_NEXT = 500;
    private static final String PURPOSE = "openid-request";
    private static final String LINK_PURPOSE = "openid-link";
    private static final String BEGUN = SealedRequests.class.getName() + ".begun";

    private final WrappingKeys keys;
    private final JsonMapper json;
    private final Clock clock;

    SealedRequests(WrappingKeys keys, JsonMapper json, Clock clock) {
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What a sign-in began with.
     *
     * @param next a path of ours to go to
     * @param link whose account to link, or null to sign in
     * @param until when it is too late, in microseconds since 1970
     */
    record Begun(
            String authorizationUri,
            String clientId,
            String redirectUri,
            Set<String> scopes,
            String state,
            Map<String, String> attributes,
            String next,
            @Nullable String link,
            long until) {}

    /** Whose account to link to which provider, asked for by them moments ago in this browser. */
    record Link(String user, String provider, long until) {}

    /** Returns the header that lets this browser, and no other, link that account. */
    String allowingLink(String user, String provider, HttpServletRequest request) {
        Link link = new Link(user, provider, until());
        return cookie(LINK_COOKIE, START, seal(LINK_PURPOSE, link), TTL, request);
    }

    /** Returns what the sign-in that this request ends began with. */
    static Optional<Begun> begun(HttpServletRequest request) {
        return Optional.ofNullable((Begun) request.getAttribute(BEGUN));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return read(request, COOKIE, PURPOSE, Begun.class)
                .filter(begun -> begun.state().equals(request.getParameter("state")))
                .filter(begun -> inTime(begun.until()))
                .map(SealedRequests::rebuilt)
                .orElse(null);
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest wanted, HttpServletRequest request, HttpServletResponse response) {
        if (wanted == null) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(COOKIE, CALLBACK, "", Duration.ZERO, request));
            return;
        }
        Map<String, String> attributes = new HashMap<>();
        wanted.getAttributes().forEach((name, value) -> attributes.put(name, String.valueOf(value)));
        @Nullable
        String link = request.getParameter("link") == null
                ? null
                : linked(request, String.valueOf(attributes.get("registration_id")));
        Begun begun = new Begun(
                wanted.getAuthorizationUri(),
                wanted.getClientId(),
                Objects.requireNonNull(wanted.getRedirectUri()),
                wanted.getScopes(),
                Objects.requireNonNull(wanted.getState()),
                attributes,
                next(request.getParameter("next")),
                link,
                until());
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(COOKIE, CALLBACK, seal(PURPOSE, begun), TTL, request));
        if (link != null) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(LINK_COOKIE, START, "", Duration.ZERO, request));
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest found = loadAuthorizationRequest(request);
        if (found != null) {
            read(request, COOKIE, PURPOSE, Begun.class).ifPresent(begun -> request.setAttribute(BEGUN, begun));
            saveAuthorizationRequest(null, request, response);
        }
        return found;
    }

    /** Never signs in who meant to link. */
    private String linked(HttpServletRequest request, String provider) {
        return read(request, LINK_COOKIE, LINK_PURPOSE, Link.class)
                .filter(link -> link.provider().equals(provider) && inTime(link.until()))
                .map(Link::user)
                .orElseThrow(() -> new Refused(RefusalCode.UNAUTHENTICATED, "Ask once more to link this provider"));
    }

    /** Returns a path of ours, and the first page for anything that a browser could take for another site's. */
    static String next(@Nullable String wanted) {
        return wanted != null && wanted.length() <= MAX_NEXT && wanted.matches("/(?![/\\\\])[A-Za-z0-9/_.~#?&=%+-]*")
                ? wanted
                : "/";
    }

    private long until() {
        return Micros.of(clock.instant().plus(TTL));
    }

    private boolean inTime(long until) {
        return Micros.of(clock.instant()) < until;
    }

    private static OAuth2AuthorizationRequest rebuilt(Begun begun) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(begun.authorizationUri())
                .clientId(begun.clientId())
                .redirectUri(begun.redirectUri())
                .scopes(begun.scopes())
                .state(begun.state())
                .attributes(all -> all.putAll(begun.attributes()))
                .build();
    }

    private String seal(String purpose, Object value) {
        return keys.seal(purpose, json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
    }

    private <T> Optional<T> read(HttpServletRequest request, String name, String purpose, Class<T> type) {
        return Arrays.stream(Objects.requireNonNullElse(request.getCookies(), new Cookie[0]))
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .flatMap(cookie -> keys.open(purpose, cookie.getValue()))
                .flatMap(opened -> parsed(opened, type));
    }

    private <T> Optional<T> parsed(byte[] opened, Class<T> type) {
        try {
            return Optional.of(json.readValue(opened, type));
        } catch (JacksonException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    /** Lax: the provider's answer is a way from another site, on which a strict cookie does not come along. */
    private static String cookie(String name, String path, String value, Duration ttl, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path(path)
                .maxAge(ttl)
                .build()
                .toString();
    }
}
