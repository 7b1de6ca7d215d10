package live.griot.identity.credential;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import live.griot.api.id.UserId;
import live.griot.identity.personaltext.WrappingKeys;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Knows a device again on which somebody has signed in, by a signed cookie that outlives the sign-in. It opens nothing: whoever has it may try
 * that person's password without waiting for what strangers tried. Thread-safe.
 */
@Component
class KnownDevices {
    static final String COOKIE = "griot_device";
    private static final String PATH = "/api/auth";
    private static final Duration KEPT = Duration.ofDays(365);
    private static final Pattern SHAPE = Pattern.compile("([0-9a-f]{32})\\.([0-9a-f]{64})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final WrappingKeys keys;

    KnownDevices(WrappingKeys keys) {
        this.keys = keys;
    }

    /** Returns a name for the device that sent this, if that person has signed in on it. */
    Optional<String> known(UserId person, HttpServletRequest request) {
        return cookies(request)
                .filter(shown -> MessageDigest.isEqual(
                        HexFormat.of().parseHex(shown.group(2)), signature(person, shown.group(1))))
                .map(shown -> "device " + shown.group(1))
                .findFirst();
    }

    /** Returns the header that makes the browser remember that this person has signed in on it; its device keeps its name. */
    String remembering(UserId person, HttpServletRequest request) {
        String device = cookies(request)
                .map(shown -> shown.group(1))
                .findFirst()
                .orElseGet(() -> HexFormat.of().formatHex(random(16)));
        return ResponseCookie.from(COOKIE, device + "." + HexFormat.of().formatHex(signature(person, device)))
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path(PATH)
                .maxAge(KEPT)
                .build()
                .toString();
    }

    private static Stream<Matcher> cookies(HttpServletRequest request) {
        return Arrays.stream(Objects.requireNonNullElse(request.getCookies(), new Cookie[0]))
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(cookie -> SHAPE.matcher(cookie.getValue()))
                .filter(Matcher::matches);
    }

    private byte[] signature(UserId person, String device) {
        return keys.hash("device", person + "." + device);
    }

    private static byte[] random(int bytes) {
        byte[] made = new byte[bytes];
        RANDOM.nextBytes(made);
        return made;
    }
}
