package live.griot.app.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The one page, as it is in the web module, and with a head that tells of what is at its address. Immutable. */
@Component
class PageTemplate {
    private static final String TITLE = "<title>Griot</title>";
    private static final String DESCRIPTION =
            "<meta name=\"description\" content=\"Griot: live streaming of your own\">";

    private final String page;

    PageTemplate() {
        try (InputStream in = new ClassPathResource("static/index.html").getInputStream()) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("The program was built without its page", missing);
        }
        if (!page.contains(TITLE) || !page.contains(DESCRIPTION)) {
            throw new IllegalStateException("The page has no title and description to be replaced");
        }
    }

    /** Returns the page that tells nothing. */
    String plain() {
        return page;
    }

    /** Returns the page with that in place of its own title and description. */
    String with(CardTags tags) {
        return page.replace(DESCRIPTION, "").replace(TITLE, tags.toString());
    }
}
