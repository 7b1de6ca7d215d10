package live.griot.app.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each call does, in a sentence, by its method and address. */
final class Summaries {
    private static final String TABLE = "/openapi/summaries.txt";

    private final Map<String, String> byCall;

    Summaries() {
        try (InputStream in = Objects.requireNonNull(Summaries.class.getResourceAsStream(TABLE), TABLE)) {
            byCall = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" ", 3))
                    .collect(Collectors.toMap(words -> words[0] + " " + words[1], words -> words[2]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(TABLE, unreadable);
        }
    }

    /** Returns the sentence, or null where there is none. */
    @Nullable
    String of(String method, String address) {
        return byCall.get(method + " " + address);
    }
}
