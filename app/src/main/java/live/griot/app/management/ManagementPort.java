package live.griot.app.management;

import java.io.IOException;
import java.io.UncheckedIOException;
import live.griot.api.refusal.Refused;
import live.griot.app.border.ProblemReportValve;
import live.griot.app.problem.ProblemWriter;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * What the operator's port has besides the operator's calls: refusals as problem details. It is a context of its own, which is why nothing of this is
 * found by scanning; {@code ManagementContextConfiguration.imports} names it.
 */
public class ManagementPort {
    @Bean
    HandlerExceptionResolver refusals(ProblemWriter problems) {
        return (request, response, handler, failure) -> {
            if (!(failure instanceof Refused no)) {
                return null;
            }
            try {
                problems.write(response, no);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
            return new ModelAndView();
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheOperatorsPort(ProblemWriter problems) {
        return server -> server.addEngineValves(new ProblemReportValve(problems));
    }
}
