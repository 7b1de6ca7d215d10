package live.griot.app.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Lets in who asks from this machine, and not through a proxy on it, nor from a page in a browser on it, which may be anybody's.
 * Metrics and replays are for the operator: a scraper runs beside the program, or the operator opens the way in front of it.
 */
final class OnThisMachine implements AuthorizationManager<RequestAuthorizationContext> {
    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
        boolean proxied = context.getRequest().getHeader("X-Forwarded-For") != null
                || context.getRequest().getHeader("Forwarded") != null;
        boolean fromAPage = context.getRequest().getHeader("Origin") != null;
        return new AuthorizationDecision(
                !proxied && !fromAPage && isLoopback(context.getRequest().getRemoteAddr()));
    }

    private static boolean isLoopback(String literalAddress) {
        try {
            return InetAddress.getByName(literalAddress).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
