package live.griot.app.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import live.griot.api.card.PageCard;
import live.griot.api.card.PageCards;
import live.griot.api.store.StoreFailure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The pages that people share, of lives, recordings and clips: the one page, whose head tells what is there to whoever runs no scripts. Of what
 * is private, gone, or never was, it tells the product's name, whoever asks.
 */
@Configuration(proxyBeanMethods = false)
class SharedPages {
    private static final Pattern ID = Pattern.compile("[0-9A-Z_-]{1,64}");
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final int TAG_BYTES = 12;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    @Bean
    RouterFunction<ServerResponse> sharedPageRoutes(List<PageCards> cards, PageTemplate template) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (PageCards of : cards) {
            String path = "/" + of.under() + "/{id}";
            routes.route(
                    RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path)),
                    request -> page(request, of, template));
        }
        return routes.build();
    }

    private static ServerResponse page(ServerRequest request, PageCards cards, PageTemplate template) {
        String id = request.pathVariable("id");
        String page = card(cards, id)
                .map(card -> template.with(new CardTags(card, origin(request), "/" + cards.under() + "/" + id)))
                .orElseGet(template::plain);
        return ServerResponse.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noCache())
                .eTag(tag(page))
                .body(page);
    }

    /** The page comes while the database is away, too: it says so by itself, and comes back by itself. */
    private static Optional<PageCard> card(PageCards cards, String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            return cards.of(id).filter(card -> !card.title().isBlank());
        } catch (RuntimeException failure) {
            if (!StoreFailure.isOne(failure)) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    /** By which scheme, host and port whoever asks knows this server; a proxy that is trusted says it. */
    private static String origin(ServerRequest request) {
        HttpServletRequest asked = request.servletRequest();
        String scheme = asked.getScheme();
        int port = asked.getServerPort();
        boolean isUsual = port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
        return scheme + "://" + asked.getServerName() + (isUsual ? "" : ":" + port);
    }

    private static String tag(String page) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(page.getBytes(StandardCharsets.UTF_8));
            return "\"" + HexFormat.of().formatHex(sum, 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }
}
