package live.griot.edge.signaling;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.UrlHandlerFilter;

/** Reads over a trailing slash of the addresses of WHIP and WHEP, which people copy and programs add. */
@Configuration(proxyBeanMethods = false)
class TrailingSlash {
    /** Comes before whatever looks at an address: what allows other origins, and what asks for credentials. */
    @Bean
    FilterRegistrationBean<UrlHandlerFilter> trailingSlashFilter() {
        FilterRegistrationBean<UrlHandlerFilter> registration = new FilterRegistrationBean<>(filter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    static UrlHandlerFilter filter() {
        return UrlHandlerFilter.trailingSlashHandler(WhipController.PATH + "/**", WhepController.PATH + "/**")
                .wrapRequest()
                .build();
    }
}
