package live.griot.edge.control;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Stream;
import live.griot.api.refusal.Refusals;
import live.griot.edge.signaling.SignalAdmission;
import live.griot.edge.telemetry.Failures;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** The control room of {@link EdgeHouse} behind the real signalling socket, on a real server. */
final class SignalHouse implements AutoCloseable {
    final EdgeHouse edge = new EdgeHouse(2);
    private final ConfigurableApplicationContext server;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    @ComponentScan("live.griot.edge.signaling.socket")
    static class Server {
        @Bean
        HandshakeHandler handshake() {
            return new DefaultHandshakeHandler();
        }
    }

    /** Starts with these of {@code griot.signal.*} other than usual, such as {@code grace=200ms}. */
    SignalHouse(String... properties) {
        ApplicationContextInitializer<GenericApplicationContext> admission = context -> {
            context.registerBean(SignalAdmission.class, () -> edge.attendees);
            context.registerBean(Refusals.class, () -> code -> {});
            context.registerBean(Failures.class, () -> edge.failures);
        };
        String[] arguments = Stream.concat(
                        Stream.of("--server.port=0", "--spring.main.banner-mode=off"),
                        Arrays.stream(properties).map("--griot.signal."::concat))
                .toArray(String[]::new);
        server = new SpringApplicationBuilder(Server.class)
                .web(WebApplicationType.SERVLET)
                .initializers(admission)
                .run(arguments);
    }

    URI address() {
        return URI.create("ws://localhost:%s/api/edge/signal"
                .formatted(server.getEnvironment().getProperty("local.server.port")));
    }

    /** Opens a socket that has said nothing yet. */
    SignalClient connect() {
        return new SignalClient(address());
    }

    /** Opens a socket, shows a ticket and is let in. */
    SignalClient enter(String ticket) {
        SignalClient client = connect();
        client.send("{'type': 'hello', 'ticket': '%s'}".formatted(ticket));
        client.welcome = client.await("welcome");
        return client;
    }

    /** Goes on over a new socket where another one was. */
    SignalClient resume(String ticket, SignalClient before) {
        SignalClient client = connect();
        client.send("{'type': 'hello', 'ticket': '%s', 'resume': '%s'}"
                .formatted(ticket, before.welcome.path("resume").stringValue()));
        client.welcome = client.await("welcome");
        return client;
    }

    @Override
    public void close() {
        server.close();
    }
}
