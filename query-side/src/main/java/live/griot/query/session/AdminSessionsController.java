package live.griot.query.session;

import live.griot.api.Page;
import live.griot.api.Place;
import live.griot.api.session.SessionView;
import live.griot.query.table.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The call by which admins see what runs. Who is none never gets here: for them this address does not exist. */
@RestController
class AdminSessionsController {
    private final SessionSearch search;

    AdminSessionsController(SessionSearch search) {
        this.search = search;
    }

    @GetMapping("/api/admin/sessions")
    Page<SessionView> running(
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return search.running(Place.after(cursor), Math.clamp(limit, 1, Paging.MAX_LIMIT));
    }
}
