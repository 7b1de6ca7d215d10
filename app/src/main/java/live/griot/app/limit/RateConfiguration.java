package live.griot.app.limit;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the table of rates in front of the controllers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateProperties.class)
class RateConfiguration implements WebMvcConfigurer {
    private final CallRates rates;

    RateConfiguration(RateProperties rates, MeterRegistry meters) {
        this.rates = new CallRates(rates, meters);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(rates);
    }
}
