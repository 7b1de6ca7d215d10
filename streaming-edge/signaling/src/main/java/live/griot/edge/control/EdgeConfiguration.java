package live.griot.edge.control;

import live.griot.edge.node.EdgeNode;
import live.griot.edge.telemetry.Failures;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the media edge from plain values: its own rooms know no framework. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EdgeProperties.class, TurnProperties.class})
class EdgeConfiguration {
    /** Binds the port; a port that is taken keeps the program from starting, and says so. Closed by {@link EdgeLifecycle}. */
    @Bean(destroyMethod = "")
    EdgeNode mediaEdge(EdgeProperties properties, AnnouncedAddresses addresses, Failures failures) {
        EdgeNode.Configuration configuration = new EdgeNode.Configuration(
                properties.port(),
                properties.tcpPortOrSame(),
                addresses.look(),
                properties.egressThreadsOr(Runtime.getRuntime().availableProcessors()),
                properties.mediaTimeout(),
                LocalAddresses.bound(properties.bindAddresses()));
        return EdgeNode.start(configuration, failures);
    }

    /** What fails behind a fence, of the node and of signalling, is counted and told in one place. */
    @Bean
    Failures edgeFailures() {
        return new Failures(System::nanoTime);
    }
}
