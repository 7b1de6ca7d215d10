package live.griot.edge.control;

import live.griot.edge.transport.NettyMediaEdge;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the media edge from plain values: its own rooms know no framework. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EdgeProperties.class, TurnProperties.class})
class EdgeConfiguration {
    /** Binds the port; a port that is taken keeps the program from starting, and says so. Closed by {@link EdgeLifecycle}. */
    @Bean(destroyMethod = "")
    NettyMediaEdge mediaEdge(EdgeProperties properties) {
        return NettyMediaEdge.start(new NettyMediaEdge.Configuration(
                properties.port(),
                properties.tcpPortOrSame(),
                LocalAddresses.announced(properties.announcedAddresses()),
                properties.egressThreadsOr(Runtime.getRuntime().availableProcessors()),
                properties.mediaTimeout()));
    }
}
