package live.griot.app.startup;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/** Stops a start that was told something under the program's own name which no part of it reads: most often a slip of the pen. */
public final class UnknownProperties implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        KnownProperties.ofThisProgram().firstUnknownIn(event.getEnvironment()).ifPresent(unknown -> {
            throw unknown;
        });
    }
}
