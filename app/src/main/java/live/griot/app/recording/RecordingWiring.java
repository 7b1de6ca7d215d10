package live.griot.app.recording;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import live.griot.identity.personaltext.WrappingKeys;
import live.griot.recording.hls.HlsKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives recordings a key of the installation's, the same on every node. */
@Configuration(proxyBeanMethods = false)
class RecordingWiring {
    private static final String PURPOSE = "hls-capability";

    @Bean
    HlsKey hlsKey(WrappingKeys keys) {
        SecretKey key = new SecretKeySpec(keys.hash(PURPOSE, ""), "HmacSHA256");
        return () -> key;
    }
}
