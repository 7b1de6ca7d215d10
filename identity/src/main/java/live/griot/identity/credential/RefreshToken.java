package live.griot.identity.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A refresh token: which sign-in it belongs to (128 random bits, the same for as long as the device stays signed in) and its
 * secret (256 bits, new at every use).
 */
record RefreshToken(String signIn, String secret) {
    private static final Pattern SHAPE = Pattern.compile("([0-9a-f]{32})\\.([0-9a-f]{64})");
    private static final String HMAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns a token of a new sign-in. */
    static RefreshToken fresh() {
        return new RefreshToken(random(16), random(32));
    }

    /** Returns the token that a client sent, or empty when it is not one. */
    static Optional<RefreshToken> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches() ? Optional.of(new RefreshToken(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /**
     * Returns the token that follows this one: the same one each time it is asked for, so that a browser which lost the answer gets it
     * again, and unknown to whoever does not hold the server's key.
     */
    RefreshToken next(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return new RefreshToken(
                    signIn, HexFormat.of().formatHex(mac.doFinal(text().getBytes(StandardCharsets.US_ASCII))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** Returns what is stored: SHA-256 of the secret, which is random enough to need nothing slower. */
    String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Returns what the client keeps. */
    String text() {
        return signIn + "." + secret;
    }

    @Override
    public String toString() {
        return "RefreshToken[" + signIn + "]";
    }

    private static String random(int bytes) {
        byte[] bits = new byte[bytes];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
