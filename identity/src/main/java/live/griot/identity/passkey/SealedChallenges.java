package live.griot.identity.passkey;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import live.griot.api.id.UserId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.identity.account.Micros;
import live.griot.identity.personaltext.WrappingKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the challenge of a ceremony in a sealed cookie for five minutes, so that any node takes the answer: each kind of ceremony has its own, and
 * that of a new passkey is its owner's alone. Thread-safe.
 */
@Component
class SealedChallenges {
    /** As long as browsers are told to let a person take. */
    static final Duration TTL = Duration.ofMinutes(5);

    private final WrappingKeys keys;
    private final JsonMapper json;
    private final Clock clock;

    SealedChallenges(WrappingKeys keys, JsonMapper json, Clock clock) {
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    /** What is challenged for. */
    enum Ceremony {
        /** A new passkey. */
        CREATION("griot_passkey_new", "/api/me/passkeys", "passkey-creation"),
        /** A sign-in. */
        REQUEST("griot_passkey", "/api/auth/passkey", "passkey-request");

        private final String cookie;
        private final String path;
        private final String purpose;

        Ceremony(String cookie, String path, String purpose) {
            this.cookie = cookie;
            this.path = path;
            this.purpose = purpose;
        }
    }

    /**
     * Returns a fresh one.
     *
     * @param person whose passkey is to be made, or null for a sign-in
     */
    Challenge make(@Nullable UserId person) {
        return new Challenge(
                Bytes.random().toBase64UrlString(), person == null ? null : person.value(), Micros.of(clock.instant()));
    }

    /** Returns the header that makes the browser keep it. */
    String keeping(Ceremony ceremony, Challenge challenge, HttpServletRequest request) {
        String sealed =
                keys.seal(ceremony.purpose, json.writeValueAsString(challenge).getBytes(StandardCharsets.UTF_8));
        return cookie(ceremony, sealed, TTL, request);
    }

    /** Returns the header that makes the browser forget it. */
    String forgetting(Ceremony ceremony, HttpServletRequest request) {
        return cookie(ceremony, "", Duration.ZERO, request);
    }

    /** Returns the one that this browser began with. Throws {@code Refused(PASSKEY_REFUSED)} when it did not, or too long ago, or for somebody else. */
    Challenge begun(Ceremony ceremony, @Nullable UserId person, HttpServletRequest request) {
        return Arrays.stream(Objects.requireNonNullElse(request.getCookies(), new Cookie[0]))
                .filter(cookie -> cookie.getName().equals(ceremony.cookie))
                .findFirst()
                .flatMap(cookie -> keys.open(ceremony.purpose, cookie.getValue()))
                .flatMap(this::parsed)
                .filter(challenge -> Objects.equals(challenge.person(), person == null ? null : person.value()))
                .filter(challenge -> Micros.of(clock.instant().minus(TTL)) < challenge.madeAt())
                .orElseThrow(() -> new Refused(
                        RefusalCode.PASSKEY_REFUSED,
                        "This browser did not begin that, or too long ago: begin once more"));
    }

    private Optional<Challenge> parsed(byte[] opened) {
        try {
            return Optional.of(json.readValue(opened, Challenge.class));
        } catch (JacksonException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private static String cookie(Ceremony ceremony, String value, Duration ttl, HttpServletRequest request) {
        return ResponseCookie.from(ceremony.cookie, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path(ceremony.path)
                .maxAge(ttl)
                .build()
                .toString();
    }
}
