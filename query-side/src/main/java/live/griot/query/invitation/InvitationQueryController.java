package live.griot.query.invitation;

import java.security.Principal;
import live.griot.api.Page;
import live.griot.api.id.InvitationId;
import live.griot.api.id.UserId;
import live.griot.api.invitation.InvitationState;
import live.griot.api.invitation.InvitationView;
import live.griot.query.table.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The call by which somebody reads what they were invited to. */
@RestController
@RequestMapping("/api/invitations")
class InvitationQueryController {
    private final InvitationReader reader;

    InvitationQueryController(InvitationReader reader) {
        this.reader = reader;
    }

    @GetMapping
    Page<InvitationView> mine(
            @RequestParam(required = false) @Nullable InvitationState state,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable InvitationId cursor,
            Principal caller) {
        int bounded = Math.clamp(limit, 1, Paging.MAX_LIMIT);
        return Page.cut(
                reader.to(
                        new UserId(caller.getName()),
                        state,
                        cursor == null ? Paging.AFTER_EVERY_ID : cursor.value(),
                        bounded + 1),
                bounded,
                last -> last.id().value());
    }
}
