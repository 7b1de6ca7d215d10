package live.griot.app.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/**
 * What a page may load: nothing from elsewhere, and nothing inline but the import map, which browsers take from nowhere else; it is named
 * by its hash (CSP Level 3, section 2.3.1).
 */
final class ContentSecurityPolicy {
    private static final String PAGE = "static/index.html";
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private ContentSecurityPolicy() {}

    /** Returns the policy's directives, as the header has them. */
    static String directives() {
        return "default-src 'self'; script-src 'self' '" + importMapHash() + "'; style-src 'self'; "
                + "img-src 'self' data: blob:; media-src 'self' blob: mediastream:; connect-src 'self' ws: wss:; "
                + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    /** Returns those of {@code /docs}: its scripts are files of ours, and they give the page styles of its own. */
    static String directivesOfDocs() {
        return "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
                + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String importMapHash() {
        Matcher importMap = IMPORT_MAP.matcher(page());
        if (!importMap.find()) {
            throw new IllegalStateException(PAGE + " has no import map");
        }
        byte[] text = importMap.group(1).getBytes(StandardCharsets.UTF_8);
        return "sha256-" + Base64.getEncoder().encodeToString(sha256(text));
    }

    private static String page() {
        try (InputStream in = new ClassPathResource(PAGE).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("The program was built without its page", missing);
        }
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
