package live.griot.app.web;

import java.nio.charset.StandardCharsets;
import live.griot.api.card.PageCard;
import org.springframework.web.util.HtmlUtils;

/**
 * A title and the tags by which other programs show a link: those of the Open Graph protocol, of Twitter, and the canonical address. Each value
 * is somebody's words, and is escaped here and nowhere else.
 */
final class CardTags {
    private static final int TITLE = 120;
    private static final int DESCRIPTION = 200;
    private static final String PRODUCT = "Griot";

    private final StringBuilder head = new StringBuilder();

    /**
     * Writes them.
     *
     * @param origin of this server as the caller knows it: scheme, host and port
     * @param path of the page
     */
    CardTags(PageCard card, String origin, String path) {
        String title = line(card.title(), TITLE);
        String description = line(card.description().isBlank() ? card.author() : card.description(), DESCRIPTION);
        head.append("<title>%s · %s</title>".formatted(escaped(title), PRODUCT));
        named("description", description);
        named("author", line(card.author(), TITLE));
        head.append("\n  <link rel=\"canonical\" href=\"%s\">".formatted(escaped(origin + path)));
        property("og:site_name", PRODUCT);
        property("og:type", "video.other");
        property("og:title", title);
        property("og:description", description);
        property("og:url", origin + path);
        named("twitter:card", card.picture() == null ? "summary" : "summary_large_image");
        named("twitter:title", title);
        named("twitter:description", description);
        if (card.picture() != null) {
            property("og:image", origin + card.picture());
            property("og:image:alt", title);
            named("twitter:image", origin + card.picture());
        }
    }

    private void named(String name, String content) {
        head.append("\n  <meta name=\"%s\" content=\"%s\">".formatted(name, escaped(content)));
    }

    private void property(String name, String content) {
        head.append("\n  <meta property=\"%s\" content=\"%s\">".formatted(name, escaped(content)));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
    }

    /** Returns a text as one line of so many characters at most. */
    private static String line(String text, int most) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
    }

    @Override
    public String toString() {
        return head.toString();
    }
}
