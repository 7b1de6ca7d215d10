package live.griot.identity.credential;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/** The cookie that carries the refresh token: no script reads it, no other site sends it, and only {@code /api/auth} gets it. */
final class RefreshCookie {
    static final String NAME = "griot_refresh";
    private static final String PATH = "/api/auth";

    private RefreshCookie() {}

    /** Returns the refresh token that the browser sent, or empty when there is none of the right shape. */
    static Optional<RefreshToken> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .findFirst()
                        .flatMap(cookie -> RefreshToken.parse(cookie.getValue()));
    }

    /** Returns the header that makes the browser keep the token. */
    static String keeping(RefreshToken token, Duration ttl, HttpServletRequest request) {
        return header(token.text(), ttl, request);
    }

    /** Returns the header that makes the browser forget the token. */
    static String forgetting(HttpServletRequest request) {
        return header("", Duration.ZERO, request);
    }

    private static String header(String value, Duration maxAge, HttpServletRequest request) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path(PATH)
                .maxAge(maxAge)
                .build()
                .toString();
    }
}
