package live.griot.app.stopping;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets the calls finish that are being answered when the program stops, and takes no more. Spring does so too, but only when the
 * commands they send have no handlers any more.
 */
@Component
class LastCalls {
    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(LastCalls.class);

    private final ServletWebServerApplicationContext program;

    LastCalls(ServletWebServerApplicationContext program) {
        this.program = program;
    }

    @EventListener
    @Order(2) // after the edge has let everybody go
    void on(ContextClosedEvent closed) throws InterruptedException {
        if (closed.getApplicationContext() != program || program.getWebServer() == null) {
            return;
        }
        CountDownLatch finished = new CountDownLatch(1);
        program.getWebServer().shutDownGracefully(result -> finished.countDown());
        if (!finished.await(AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("Some calls took longer than {} and are cut off", AT_MOST);
        }
    }
}
