package live.griot.app.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scripts for pages, among the resources. */
public final class Scripts {
    private Scripts() {}

    /** Returns a script's text by its absolute path. */
    public static String read(String path) {
        try (InputStream script = Scripts.class.getResourceAsStream(path)) {
            if (script == null) {
                throw new IllegalArgumentException("There is no " + path);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
