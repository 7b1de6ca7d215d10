package live.griot.edge.control;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import live.griot.api.edge.EdgeAddress;
import live.griot.api.id.AttendanceId;
import org.springframework.stereotype.Component;

/**
 * Makes credentials that a TURN server checks without asking anybody: the user name says until when it is good and whose it is, the
 * password is that name's HMAC under the secret that both know (coturn's {@code use-auth-secret}, after
 * draft-uberti-behave-turn-rest). Thread-safe.
 */
@Component
class TurnCredentials {
    /** What TURN servers agree on; it signs the user name alone, for hours. */
    private static final String ALGORITHM = "HmacSHA1";

    private final TurnProperties properties;
    private final Clock clock;

    TurnCredentials(TurnProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns the configured servers, TURN servers with a credential for one ticket's bearer. */
    List<EdgeAddress.IceServer> serversFor(AttendanceId bearer) {
        List<EdgeAddress.IceServer> servers = new ArrayList<>();
        if (!properties.stunUrls().isEmpty()) {
            servers.add(new EdgeAddress.IceServer(properties.stunUrls(), null, null));
        }
        String secret = properties.secret();
        if (secret != null && !properties.turnUrls().isEmpty()) {
            String username =
                    "%d:%s".formatted(clock.instant().plus(properties.ttl()).getEpochSecond(), bearer);
            servers.add(new EdgeAddress.IceServer(properties.turnUrls(), username, password(username, secret)));
        }
        return servers;
    }

    private static String password(String username, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, missing);
        }
    }
}
