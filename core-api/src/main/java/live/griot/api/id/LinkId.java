package live.griot.api.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Identifies a link to a session: the SHA-256 of its code, so that who reads the events cannot come in by it. */
public record LinkId(String value) implements Id {
    public LinkId {
        IdShape.check(value);
    }

    /** Returns the id of the link with that code. */
    public static LinkId of(String code) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
            return new LinkId(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
