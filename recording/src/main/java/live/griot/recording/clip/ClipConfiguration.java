package live.griot.recording.clip;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads what clips may be. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClipLimits.class)
class ClipConfiguration {}
