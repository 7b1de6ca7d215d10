package live.griot.recording.lifecycle;

import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the aggregate known to Axon, so that it need not know Spring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecordingLimits.class)
class RecordingConfiguration {
    @Bean
    ConfigurerModule recordingAggregate() {
        return configurer -> configurer.configureAggregate(Recording.class);
    }
}
