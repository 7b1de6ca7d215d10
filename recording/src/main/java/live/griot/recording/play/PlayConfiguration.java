package live.griot.recording.play;

import java.nio.file.NoSuchFileException;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.capture.StoreNews;
import live.griot.recording.hls.Capabilities;
import live.griot.recording.hls.HlsConfiguration;
import live.griot.recording.hls.HlsNews;
import live.griot.recording.hls.HlsRecordings;
import live.griot.recording.hls.RecordingAccess;
import live.griot.recording.window.LiveTerms;
import live.griot.recording.window.LiveWindows;
import live.griot.recording.window.WindowLimits;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Serves what the store has, and tells players what it stores. */
@Configuration(proxyBeanMethods = false)
@Import(HlsConfiguration.class)
@EnableConfigurationProperties(WindowLimits.class)
class PlayConfiguration {
    /** A store that is not open yet has nothing. */
    @Bean
    HlsRecordings.Source playedFiles(OpenStore files, LiveWindows windows) {
        return name -> windows.sessionOf(name).isPresent()
                ? windows.read(name)
                : files.store()
                        .orElseThrow(() -> new NoSuchFileException(name.value()))
                        .read(name);
    }

    /** Looked at before those of tracks, whose addresses look the same. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> madeRoutes(OpenStore files, Capabilities capabilities, RecordingAccess access) {
        return new MadeRoutes(files, capabilities, access).routes();
    }

    /** Looked at before those of tracks, likewise. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> liveRoutes(
            LiveWindows windows, LiveTerms lives, Capabilities capabilities, HlsAddresses addresses) {
        return new LiveRoutes(windows, lives, capabilities, addresses).routes();
    }

    @Bean
    InitializingBean playersAreTold(StoreNews store, HlsNews players) {
        return () -> store.tellToo(players);
    }
}
