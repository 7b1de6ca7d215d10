package live.griot.app.demo;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Starts the demo once the program is ready, and ends it before the program does. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DemoProperties.class)
class DemoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(DemoConfiguration.class);
    private static final String EMBEDDED = "jdbc:h2:";

    private final DemoProperties properties;
    private final Environment environment;
    private @Nullable Demo demo;

    DemoConfiguration(DemoProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void start() {
        String port = environment.getProperty("local.server.port");
        if (!properties.demo() || port == null || demo != null) {
            return;
        }
        if (!environment.getProperty("spring.datasource.url", "").startsWith(EMBEDDED)) {
            LOG.warn(
                    "There is no demo (griot.demo): its accounts and lives belong on the embedded database, and this program has another");
            return;
        }
        demo = new Demo(URI.create("http://localhost:" + port));
        demo.start();
    }

    /** Returns whether there is one. */
    synchronized boolean isOn() {
        return demo != null;
    }

    @EventListener(ContextClosedEvent.class)
    synchronized void stop() {
        if (demo != null) {
            demo.close();
        }
    }
}
