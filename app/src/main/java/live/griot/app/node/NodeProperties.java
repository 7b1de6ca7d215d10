package live.griot.app.node;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * One node among others, {@code griot.node}.
 *
 * @param url where clients reach this very node, {@code https://host}; told to who comes to another for what is here. Default: not told
 */
@ConfigurationProperties("griot.node")
public record NodeProperties(@Nullable URI url) {
    private static final int MOST_CHARACTERS = 255;

    /** Checks that it is an address for clients. */
    public NodeProperties {
        if (url != null
                && (url.getHost() == null
                        || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                        || url.toString().length() > MOST_CHARACTERS)) {
            throw new IllegalArgumentException("griot.node.url must be an http or https URL of at most 255 characters");
        }
    }
}
