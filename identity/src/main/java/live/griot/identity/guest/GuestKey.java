package live.griot.identity.guest;

import com.github.f4b6a3.ulid.Ulid;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.identity.personaltext.WrappingKeys;
import org.springframework.stereotype.Component;

/**
 * Signs browsers' cookies and hashes what is not to be stored as it is: whoever reads the tables alone
 * finds neither a browser's cookie nor an address in them. HMAC-SHA256. Thread-safe.
 */
@Component
class GuestKey {
    private static final int RANDOM_BYTES_OF_A_ULID = 10;
    private static final int NETWORK_BYTES = 16;
    private static final Pattern COOKIE = Pattern.compile("([0-7][0-9A-HJKMNP-TV-Z]{25})\\.([0-9a-f]{64})");

    private final WrappingKeys keys;

    GuestKey(WrappingKeys keys) {
        this.keys = keys;
    }

    /** Returns what a browser is given to keep. */
    String cookie(Ulid browser) {
        return browser + "." + HexFormat.of().formatHex(hash("cookie:" + browser));
    }

    /** Returns which browser it is, or empty when we never gave it that cookie. */
    Optional<Ulid> browser(String cookie) {
        Matcher parts = COOKIE.matcher(cookie);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Ulid browser = Ulid.from(parts.group(1));
        byte[] signed = HexFormat.of().parseHex(parts.group(2));
        return MessageDigest.isEqual(signed, hash("cookie:" + browser)) ? Optional.of(browser) : Optional.empty();
    }

    /** Returns who a browser's person without an account is in a session; sorted by when the browser first came. */
    UserId guest(Ulid browser, SessionId session) {
        byte[] hash = hash("guest:%s:%s".formatted(browser, session));
        return new UserId("G" + new Ulid(browser.getTime(), Arrays.copyOf(hash, RANDOM_BYTES_OF_A_ULID)));
    }

    /** Returns what stands for a network in a session. */
    String network(String network, SessionId session) {
        byte[] hash = hash("network:%s:%s".formatted(session, network));
        return HexFormat.of().formatHex(hash, 0, NETWORK_BYTES);
    }

    private byte[] hash(String text) {
        return keys.hash("guest", text);
    }
}
