package live.griot.app.management;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * Lets in who shows the operator's token; where there is none, who asks from this machine by its loopback's name, and is no page in a browser on it, which may be
 * anybody's.
 */
@Component
@EnableConfigurationProperties(ManagementProperties.class)
public final class OperatorAlone implements AuthorizationManager<RequestAuthorizationContext> {
    private static final String SCHEME = "Bearer ";

    private final @Nullable String token;

    OperatorAlone(ManagementProperties properties) {
        this.token = properties.token();
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        return new AuthorizationDecision(token == null ? isThisMachine(request) : shows(token, request));
    }

    private static boolean shows(String token, HttpServletRequest request) {
        String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        return shown != null
                && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(bytes(shown.substring(SCHEME.length())), bytes(token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A name that anybody's DNS leads here is not the loopback's. */
    private static boolean isThisMachine(HttpServletRequest request) {
        String host = request.getServerName().replaceAll("[\\[\\]]", "");
        return request.getHeader(HttpHeaders.ORIGIN) == null
                && ManagementProperties.isLoopback(request.getRemoteAddr())
                && (host.equals("localhost") || host.matches("[0-9.]+|[0-9a-fA-F:]+"));
    }
}
