package live.griot.app.web;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What who looks for a page gets where there is none: the one page, which says so and shows the way home, with status 404. */
@Component
public class PageOfNothing {
    private static final Set<String> LOOKING = Set.of("GET", "HEAD");

    private final PageTemplate template;

    PageOfNothing(PageTemplate template) {
        this.template = template;
    }

    /** Returns whether somebody who asks so looks for a page, and not for what a program reads. */
    public boolean isLookedFor(String method, String path, String accept) {
        return LOOKING.contains(method) && !path.startsWith("/api/") && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** Returns the page. */
    public ResponseEntity<Object> answer() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .body(template.plain());
    }
}
