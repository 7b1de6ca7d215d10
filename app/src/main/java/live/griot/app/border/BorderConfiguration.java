package live.griot.app.border;

import live.griot.app.problem.ProblemWriter;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The border, from the outside in: connections, who asks through whom, problems for what nobody answered, bodies. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BorderProperties.class, TrustedProxies.class})
class BorderConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(BorderConfiguration.class);

    @Bean
    BorderCounts borderCounts() {
        return new BorderCounts();
    }

    /** Last, so that what Spring Boot adds is there to be taken away. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> guardedServer(
            BorderProperties limits, TrustedProxies proxies, BorderCounts counts, ProblemWriter problems) {
        return server -> {
            server.setProtocol(GuardedProtocol.class.getName());
            server.addConnectorCustomizers(connector -> {
                // No call takes a form.
                connector.setParseBodyMethods("");
                ((GuardedProtocol) connector.getProtocolHandler())
                        .guardBy(new ConnectionGuard(limits, proxies, counts));
            });
            if (!proxies.trustedProxies().isEmpty()) {
                server.addEngineValves(new ForwardedValve(proxies));
            }
            server.addEngineValves(new BodyValve(limits, counts), new ProblemReportValve(problems));
            server.addContextCustomizers(context -> withoutTomcatsPages((StandardHost) context.getParent()));
            LOG.info(
                    "X-Forwarded-* is believed from {}",
                    proxies.trustedProxies().isEmpty() ? "nobody" : String.join(", ", proxies.trustedProxies()));
        };
    }

    private static void withoutTomcatsPages(StandardHost host) {
        host.setErrorReportValveClass("");
        Pipeline pipeline = host.getPipeline();
        for (Valve valve : pipeline.getValves()) {
            if (valve instanceof ErrorReportValve) {
                pipeline.removeValve(valve);
            }
        }
    }
}
