package live.griot.edge.control;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The addresses that peers are told: those that are set, or this machine's, and the public ones that a STUN server tells. What it told
 * once stands until it tells something else. Not thread-safe: asked at the start, and by one thread after it.
 */
@Component
class AnnouncedAddresses {
    /** What a server that does not answer costs the start. */
    private static final Duration AT_MOST = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncedAddresses.class);

    private final EdgeProperties properties;
    private final @Nullable AddressDiscovery discovery;
    private List<InetAddress> discovered = List.of();
    private List<InetAddress> announced = List.of();
    private boolean answered = true;

    @Autowired
    AnnouncedAddresses(EdgeProperties properties) {
        this(properties, AT_MOST);
    }

    AnnouncedAddresses(EdgeProperties properties, Duration atMost) {
        this.properties = properties;
        this.discovery = properties.discoverAddress().isBlank()
                ? null
                : new AddressDiscovery(properties.discoverAddress().strip(), atMost);
    }

    /** Looks which addresses there are, and says so in the log where they are others than before. Waits for the STUN server. */
    List<InetAddress> look() {
        if (discovery != null) {
            discover(discovery);
        }
        List<InetAddress> now =
                with(discovered, LocalAddresses.announced(properties.announcedAddresses(), properties.bindAddresses()));
        if (!now.equals(announced)) {
            announced = now;
            tell(now);
        }
        return now;
    }

    private void discover(AddressDiscovery asked) {
        List<InetAddress> seen = asked.ask();
        if (!seen.isEmpty()) {
            discovered = seen;
        } else if (answered) {
            LOG.warn(
                    "The STUN server {} (griot.edge.discover-address) does not answer; {}",
                    asked,
                    discovered.isEmpty() ? "no public address is announced" : "what it said before stands");
        }
        answered = !seen.isEmpty();
    }

    private void tell(List<InetAddress> now) {
        boolean reachable = now.stream().anyMatch(AnnouncedAddresses::isThisMachines);
        String text = described(now, AnnouncedAddresses::isThisMachines);
        if (reachable) {
            LOG.info("{}", text);
        } else {
            LOG.warn("{}", text);
        }
    }

    /** Puts what was discovered behind the others, but before loopback addresses: from outside those lead nowhere. */
    static List<InetAddress> with(List<InetAddress> discovered, List<InetAddress> others) {
        List<InetAddress> all = new ArrayList<>(others);
        all.removeIf(InetAddress::isLoopbackAddress);
        discovered.stream()
                .filter(address -> !others.contains(address) && !all.contains(address))
                .forEach(all::add);
        others.stream().filter(InetAddress::isLoopbackAddress).forEach(all::add);
        return List.copyOf(all);
    }

    /** Says which addresses are announced, which of them are this machine's, and what it means when none is. */
    static String described(List<InetAddress> announced, Predicate<InetAddress> isThisMachines) {
        String list = announced.stream()
                .map(address -> "%s (%s)"
                        .formatted(
                                address.getHostAddress(),
                                isThisMachines.test(address) ? "this machine's" : "not this machine's"))
                .collect(Collectors.joining(", "));
        String told = "The edge announces " + (list.isEmpty() ? "no address" : list);
        return announced.stream().anyMatch(isThisMachines)
                ? told
                : told
                        + ". None of them is this machine's: media arrives only if what has them passes the edge's ports on to"
                        + " here; see griot.edge.announced-addresses and griot.edge.discover-address";
    }

    private static boolean isThisMachines(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }
}
