package live.griot.recording.bucket;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.function.ToLongFunction;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.store.FarPlace;
import live.griot.recording.store.FarStore;
import live.griot.recording.store.RecordingStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps recordings in a bucket where one is named. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("griot.recording.s3.bucket")
@EnableConfigurationProperties(BucketProperties.class)
class BucketConfiguration {
    @Bean
    FarStore recordingBucket(BucketProperties properties) {
        return new Bucket(properties);
    }

    @Bean
    FarPlace recordingsElsewhere(FarStore recordingBucket, BucketProperties properties) {
        return new FarPlace(recordingBucket, properties.cache().toBytes());
    }

    @Bean
    BucketState recordingBucketState() {
        return new BucketState();
    }

    @Bean
    BucketRounds recordingBucketRounds(
            OpenStore files, FarStore recordingBucket, JdbcClient db, BucketState state, Clock clock) {
        return new BucketRounds(new BucketRound(files::store, recordingBucket, new BucketRows(db), state, clock));
    }

    /** As {@code docs/operations.md} lists them. */
    @Bean
    MeterBinder recordingBucketMetrics(BucketState state, OpenStore files) {
        return registry -> {
            Gauge.builder("griot.recording.bucket.well", state, one -> one.isWell() ? 1 : 0)
                    .description("Whether the bucket of recordings did as asked when it was asked last")
                    .register(registry);
            Gauge.builder("griot.recording.bucket.waiting", state, BucketState::waitingBytes)
                    .baseUnit("bytes")
                    .description("What is sealed here and not in the bucket yet")
                    .register(registry);
            FunctionCounter.builder("griot.recording.bucket.copied", state, BucketState::copiedBytes)
                    .baseUnit("bytes")
                    .description("What went to the bucket and was read back")
                    .register(registry);
            FunctionCounter.builder("griot.recording.bucket.failures", state, BucketState::failures)
                    .description("How often the bucket did not do as asked")
                    .register(registry);
            FunctionCounter.builder(
                            "griot.recording.bucket.brought", files, one -> of(one, RecordingStore::broughtBytes))
                    .baseUnit("bytes")
                    .description("What came back to be played")
                    .register(registry);
            FunctionCounter.builder(
                            "griot.recording.bucket.not.brought", files, one -> of(one, RecordingStore::failedToBring))
                    .description("How often something did not come back to be played")
                    .register(registry);
        };
    }

    private static double of(OpenStore files, ToLongFunction<RecordingStore> count) {
        return files.store().map(count::applyAsLong).orElse(0L);
    }
}
