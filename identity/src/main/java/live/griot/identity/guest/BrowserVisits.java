package live.griot.identity.guest;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import live.griot.api.guest.Visit;
import live.griot.api.guest.Visits;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.network.Network;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Reads from the running request which browser came, and from where. Thread-safe. */
@Component
class BrowserVisits implements Visits {
    static final String COOKIE = "griot_guest";
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String BROWSER = BrowserVisits.class.getName();

    private final GuestKey key;

    BrowserVisits(GuestKey key) {
        this.key = key;
    }

    /** One request's. */
    private record BrowserVisit(GuestKey key, @Nullable Ulid browser, String network) implements Visit {
        @Override
        public @Nullable UserId guestOf(SessionId session) {
            return browser == null ? null : key.guest(browser, session);
        }

        @Override
        public @Nullable Instant since() {
            return browser == null ? null : browser.getInstant();
        }

        @Override
        public String networkIn(SessionId session) {
            return key.network(network, session);
        }
    }

    @Override
    public Visit current() {
        ServletRequestAttributes running = running();
        if (running == null) {
            return new BrowserVisit(key, null, "");
        }
        HttpServletRequest request = running.getRequest();
        return new BrowserVisit(
                key, browser(request), Network.of(request.getRemoteAddr()).name());
    }

    @Override
    public UserId becomeGuestOf(SessionId session) {
        ServletRequestAttributes running = Objects.requireNonNull(running(), "Guests come by a request");
        HttpServletRequest request = running.getRequest();
        Ulid browser = browser(request);
        if (browser == null) {
            browser = UlidCreator.getUlid();
            request.setAttribute(BROWSER, browser);
            HttpServletResponse response = Objects.requireNonNull(running.getResponse(), "A request has an answer");
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(browser, request));
        }
        return key.guest(browser, session);
    }

    /** No script reads it and no other site sends it; the sockets get it too. */
    private String cookie(Ulid browser, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, key.cookie(browser))
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(KEPT)
                .build()
                .toString();
    }

    private @Nullable Ulid browser(HttpServletRequest request) {
        if (request.getAttribute(BROWSER) instanceof Ulid fresh) {
            return fresh;
        }
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .flatMap(cookie -> key.browser(cookie.getValue()).stream())
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable ServletRequestAttributes running() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes servlet ? servlet : null;
    }
}
