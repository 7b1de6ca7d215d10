package live.griot.edge.control;

import live.griot.edge.node.EdgeNode;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the media edge from plain values: its own rooms know no framework. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EdgeProperties.class, TurnProperties.class})
class EdgeConfiguration {
    /** Binds the port; a port that is taken keeps the program from starting, and says so. Closed by {@link EdgeLifecycle}. */
    @Bean(destroyMethod = "")
    EdgeNode mediaEdge(EdgeProperties properties, AnnouncedAddresses addresses) {
        return EdgeNode.start(new EdgeNode.Configuration(
                properties.port(),
                properties.tcpPortOrSame(),
                addresses.look(),
                properties.egressThreadsOr(Runtime.getRuntime().availableProcessors()),
                properties.mediaTimeout(),
                LocalAddresses.bound(properties.bindAddresses())));
    }
}
