package live.griot.recording.worker;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.lifecycle.Recordings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The program that encodes, and what is made with it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
class WorkerConfiguration {
    @Bean
    Children workerChildren(WorkerProperties properties) {
        return new Children(new Children.Bounds(
                properties.maxTime(),
                properties.maxSilence(),
                properties.maxOutput().toBytes()));
    }

    @Bean
    FfmpegProgram ffmpegProgram(
            WorkerProperties properties, @Value("${griot.data-dir}") Path data, Children workerChildren) {
        return new FfmpegProgram(properties.ffmpeg(), data, workerChildren);
    }

    @Bean
    AacRenditions aacRenditions(WorkerProperties properties, FfmpegProgram program) {
        return new AacRenditions(properties.maxAlongside(), program);
    }

    @Bean
    Worker recordingWorker(
            Jobs jobs,
            Recordings recordings,
            OpenStore files,
            RecordingLimits limits,
            WorkerProperties properties,
            FfmpegProgram program,
            Clock clock) {
        Encoder encoder = new Encoder(program);
        return new Worker(
                jobs,
                recordings,
                files,
                limits,
                properties,
                Map.of(
                        JobKind.THUMBNAILS,
                        new Thumbnails(encoder),
                        JobKind.DOWNLOAD,
                        new Download(encoder),
                        JobKind.GRID,
                        new Grid(encoder)),
                clock);
    }
}
