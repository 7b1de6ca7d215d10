package live.griot.app.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** How every socket of the program is upgraded. */
@Configuration(proxyBeanMethods = false)
class Sockets {
    @Bean
    HandshakeHandler handshakeWithoutExtensions() {
        return new DefaultHandshakeHandler(new WithoutExtensions());
    }
}
