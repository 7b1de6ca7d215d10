package live.griot.recording.play;

import java.nio.file.NoSuchFileException;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.capture.StoreNews;
import live.griot.recording.hls.HlsConfiguration;
import live.griot.recording.hls.HlsNews;
import live.griot.recording.hls.HlsRecordings;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Serves what the store has, and tells players what it stores. */
@Configuration(proxyBeanMethods = false)
@Import(HlsConfiguration.class)
class PlayConfiguration {
    /** A store that is not open yet has nothing. */
    @Bean
    HlsRecordings.Source playedFiles(OpenStore files) {
        return name -> files.store()
                .orElseThrow(() -> new NoSuchFileException(name.value()))
                .read(name);
    }

    @Bean
    InitializingBean playersAreTold(StoreNews store, HlsNews players) {
        return () -> store.tellToo(players);
    }
}
