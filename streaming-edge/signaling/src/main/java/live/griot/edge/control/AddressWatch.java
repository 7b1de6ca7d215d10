package live.griot.edge.control;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.griot.edge.sfu.MediaEdge;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks again now and then as what this machine is seen from outside, and has the edge announce what changed. */
@Component
class AddressWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AddressWatch.class);

    private final MediaEdge edge;
    private final AnnouncedAddresses addresses;
    private final EdgeProperties properties;
    private @Nullable ScheduledExecutorService timer;

    AddressWatch(MediaEdge edge, AnnouncedAddresses addresses, EdgeProperties properties) {
        this.edge = edge;
        this.addresses = addresses;
        this.properties = properties;
    }

    @Override
    public void start() {
        if (properties.discoverAddress().isBlank()) {
            return;
        }
        long every = properties.discoverEvery().toMillis();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("address-watch").daemon().factory());
        var _ = started.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        timer = started;
    }

    /** A failed round must not end the rounds to come: a scheduled task that throws is never run again. */
    private void look() {
        try {
            List<InetAddress> now = addresses.look();
            edge.announce(now);
        } catch (Throwable failure) {
            LOG.warn("The addresses to announce could not be found: {}", failure.toString());
        }
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
