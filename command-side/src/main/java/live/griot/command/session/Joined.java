package live.griot.command.session;

import live.griot.api.edge.EdgeAddress;
import live.griot.api.identity.Person;
import live.griot.api.session.Role;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a join: what the caller is in the session, the ticket for the edge (null to who watches by HLS), and where the edge is. {@code guest} is told to who came by
 * a link without an account and said a name, null to others.
 */
public record Joined(
        Role role,
        @Nullable String ticket,
        EdgeAddress edge,
        @Nullable GuestPass guest) {
    /** Who a guest is, and the access token with which they call and listen in this session; it expires in so many seconds. */
    public record GuestPass(Person user, String accessToken, long expiresIn) {
        @Override
        public String toString() {
            return "GuestPass[" + user.id() + "]";
        }
    }
}
