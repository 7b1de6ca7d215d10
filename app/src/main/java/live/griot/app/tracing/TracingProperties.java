package live.griot.app.tracing;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Traces, {@code griot.tracing.*}. {@code application.yaml} hands them on to Spring Boot under its own names.
 *
 * @param enabled whether there are any; default false
 * @param endpoint where they are sent, by OTLP over HTTP; default a collector on this machine
 * @param share which of the calls that nobody traces yet are traced, 0 to 1; default a tenth
 */
@ConfigurationProperties("griot.tracing")
public record TracingProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("http://localhost:4318/v1/traces") URI endpoint,
        @DefaultValue("0.1") double share) {
    public TracingProperties {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("griot.tracing.share must be 0 to 1");
        }
        if (!"http".equals(endpoint.getScheme()) && !"https".equals(endpoint.getScheme())) {
            throw new IllegalArgumentException("griot.tracing.endpoint must be an http or https URL");
        }
    }
}
