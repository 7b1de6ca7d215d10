package live.griot.app.tracing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Leaves Spring Boot's parts for traces out unless {@code griot.tracing.enabled}. By their own switches they would send nothing, and still be
 * there: a tracer that makes spans of nothing for each call, and ids of nothing in each line of the log.
 */
final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";
    private static final String OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.";

    private Environment environment = new StandardEnvironment();

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean on = environment.getProperty("griot.tracing.enabled", Boolean.class, false);
        boolean[] kept = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            kept[i] = on || !isOfTraces(candidates[i]);
        }
        return kept;
    }

    private static boolean isOfTraces(@Nullable String candidate) {
        return candidate != null && (candidate.startsWith(TRACING) || candidate.startsWith(OPEN_TELEMETRY));
    }
}
