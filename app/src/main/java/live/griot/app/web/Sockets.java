package live.griot.app.web;

import live.griot.app.calllog.NamedSocket;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** How every socket of the program is upgraded. */
@Configuration(proxyBeanMethods = false)
class Sockets {
    @Bean
    HandshakeHandler handshakeWithoutExtensions() {
        HandshakeHandler upgrade = new DefaultHandshakeHandler(new WithoutExtensions());
        return (request, response, handler, attributes) ->
                upgrade.doHandshake(request, response, new NamedSocket(handler), attributes);
    }
}
