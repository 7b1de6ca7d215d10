package live.griot.app.node;

import live.griot.api.edge.SessionHomes;
import live.griot.app.storage.StoreAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who this node is, and what it has: everything on an embedded database, its own on one that nodes share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NodeProperties.class)
class NodeConfiguration {
    @Bean
    ThisNode thisNode(NodeProperties properties) {
        return ThisNode.named(properties);
    }

    /** On a database that nodes share. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(StoreAddress.OfAServer.class)
    static class Shared {
        @Bean
        SharedHomes sessionHomes(JdbcClient db, ThisNode me) {
            return new SharedHomes(db, me);
        }

        @Bean
        NodeLease nodeLease(SharedHomes homes, ObjectProvider<SessionHomes.Listener> listeners) {
            return new NodeLease(homes, listeners);
        }
    }

    /** On one that only this process can open. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(StoreAddress.Embedded.class)
    static class Alone {
        @Bean
        SessionHomes sessionHomes() {
            return new LoneHome();
        }
    }
}
