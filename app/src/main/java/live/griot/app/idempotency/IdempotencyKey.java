package live.griot.app.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A key as its client made it: 1 to 255 visible ASCII characters. It is never stored, only its hash. */
record IdempotencyKey(String value) {
    static final String HEADER = "Idempotency-Key";
    static final int MAX_LENGTH = 255;
    static final String SHAPE = "[!-~]{1,%d}".formatted(MAX_LENGTH);
    private static final Pattern VISIBLE_ASCII = Pattern.compile(SHAPE);

    /** Returns the key that a request's header says, or empty when that is none, or several. */
    static Optional<IdempotencyKey> of(List<String> header) {
        return header.size() == 1 && VISIBLE_ASCII.matcher(header.getFirst()).matches()
                ? Optional.of(new IdempotencyKey(header.getFirst()))
                : Optional.empty();
    }

    /** Returns the SHA-256 of the key, 64 hexadecimal digits. */
    String hash() {
        return hex(sha256());
    }

    /**
     * Returns what tells one request from another, 64 hexadecimal digits. The key is part of it: who reads the table cannot try
     * which words a person wrote.
     *
     * @param target the path with its query
     */
    String fingerprint(String target, byte[] body) {
        byte[] line = (target + "\n").getBytes(StandardCharsets.UTF_8);
        return hex(Keyed.hash(value.getBytes(StandardCharsets.US_ASCII), line, body));
    }

    private byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
