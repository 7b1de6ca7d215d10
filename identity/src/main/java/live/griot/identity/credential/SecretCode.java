package live.griot.identity.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** Codes of 100 bits that people read out and type: four groups of five, of which a hash alone is stored. */
final class SecretCode {
    /** Crockford's base 32: no letter that is taken for a digit. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int GROUPS = 4;
    private static final int GROUP = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretCode() {}

    /** Returns a code that nobody guesses. */
    static String fresh() {
        byte[] random = new byte[GROUPS * GROUP];
        RANDOM.nextBytes(random);
        return of(random);
    }

    /** Returns the code that these bytes make, five bits of each of the first twenty. */
    static String of(byte[] bytes) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(bytes[i] & 31));
        }
        return code.toString();
    }

    /** Returns the code as it was made: capitals, blanks around it and look-alikes of digits do not matter. */
    static String canonical(String typed) {
        return typed.strip()
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    /** Returns what is stored of a code that somebody typed, or that was made. */
    static String hash(String code) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonical(code).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
