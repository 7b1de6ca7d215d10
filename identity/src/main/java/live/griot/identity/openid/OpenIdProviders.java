package live.griot.identity.openid;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/**
 * The providers of {@code spring.security.oauth2.client.*}. Each is asked how to sign in there when somebody wants to, not at the start, and for
 * {@link #PATIENCE} at most; one that did not answer is left alone for {@link #PAUSE}. Thread-safe.
 */
public final class OpenIdProviders implements ClientRegistrationRepository {
    /** The code of the error of a provider that does not answer. */
    static final String UNAVAILABLE = "provider_unavailable";

    static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdProviders.class);

    private final OAuth2ClientProperties properties;
    private final Clock clock;
    private final Map<String, ClientRegistration> found = new ConcurrentHashMap<>();
    private final Map<String, Instant> silentUntil = new ConcurrentHashMap<>();
    private final Map<String, FutureTask<ClientRegistration>> asking = new ConcurrentHashMap<>();

    OpenIdProviders(OAuth2ClientProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A provider.
     *
     * @param id as the address of its sign-in has it
     * @param name what people know it by
     */
    public record Provider(String id, String name) {}

    /** Returns all that are configured, whether they answer or not. */
    List<Provider> all() {
        return properties.getRegistration().entrySet().stream()
                .map(entry -> new Provider(entry.getKey(), nameOf(entry.getKey(), entry.getValue())))
                .sorted(Comparator.comparing(Provider::id))
                .toList();
    }

    private static String nameOf(String id, OAuth2ClientProperties.Registration registration) {
        @Nullable String name = registration.getClientName();
        return name == null || name.isBlank() ? id : name;
    }

    boolean has(String id) {
        return properties.getRegistration().containsKey(id);
    }

    /** Returns how to sign in there, or null when none is called so. Throws {@code OAuth2AuthenticationException} when it does not answer. */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!has(id)) {
            return null;
        }
        ClientRegistration known = found.get(id);
        if (known != null) {
            return known;
        }
        Instant until = silentUntil.get(id);
        if (until != null && clock.instant().isBefore(until)) {
            throw unavailable();
        }
        return ask(id);
    }

    /** All who wait for the same provider wait for one question. */
    private ClientRegistration ask(String id) {
        FutureTask<ClientRegistration> fresh = new FutureTask<>(() -> discover(id));
        FutureTask<ClientRegistration> before = asking.putIfAbsent(id, fresh);
        FutureTask<ClientRegistration> task = before == null ? fresh : before;
        if (before == null) {
            Thread.ofVirtual().name("discovery of " + id).start(task);
        }
        try {
            ClientRegistration answer = task.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            found.put(id, answer);
            return answer;
        } catch (ExecutionException | TimeoutException silent) {
            silentUntil.put(id, clock.instant().plus(PAUSE));
            LOG.warn(
                    "The OpenID Connect provider {} cannot be used, and nobody signs in by it until it can: {}",
                    id,
                    reason(silent));
            throw unavailable();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } finally {
            asking.remove(id, task);
        }
    }

    private static String reason(Exception silent) {
        Throwable cause = silent.getCause();
        return cause == null ? "it did not answer within " + PATIENCE : String.valueOf(cause.getMessage());
    }

    private ClientRegistration discover(String id) {
        OAuth2ClientProperties one = new OAuth2ClientProperties();
        one.getRegistration().put(id, properties.getRegistration().get(id));
        one.getProvider().putAll(properties.getProvider());
        ClientRegistration mapped =
                new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id);
        if (mapped == null || mapped.getProviderDetails().getIssuerUri() == null) {
            throw new IllegalStateException("it has no issuer-uri, by which its tokens are known from others'");
        }
        List<String> scopes = Stream.concat(Stream.of(OidcScopes.OPENID), mapped.getScopes().stream())
                .distinct()
                .toList();
        return ClientRegistration.withClientRegistration(mapped).scope(scopes).build();
    }

    private static OAuth2AuthenticationException unavailable() {
        return new OAuth2AuthenticationException(new OAuth2Error(UNAVAILABLE));
    }
}
