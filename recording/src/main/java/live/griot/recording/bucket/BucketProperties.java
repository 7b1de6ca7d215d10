package live.griot.recording.bucket;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bucket that recordings are kept in, {@code griot.recording.s3.*}.
 *
 * @param bucket its name; without one, recordings stay on this machine
 * @param endpoint where it is asked for; default Amazon's, for that region
 * @param region as the bucket's provider names it
 * @param prefix what all keys begin with, {@code recordings/} say
 * @param accessKey who asks
 * @param secretKey what proves that; or
 * @param secretKeyFile a file that has it and nothing else
 * @param cache how much of what is played is kept on this machine
 */
@ConfigurationProperties("griot.recording.s3")
public record BucketProperties(
        @Nullable String bucket,
        @Nullable URI endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String prefix,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @Nullable Path secretKeyFile,
        @DefaultValue("1GB") DataSize cache) {
    public BucketProperties {
        if (bucket != null && (accessKey == null || (secretKey == null) == (secretKeyFile == null))) {
            throw new IllegalArgumentException(
                    "griot.recording.s3.bucket needs access-key, and either secret-key or secret-key-file");
        }
        if (cache.toBytes() <= 0) {
            throw new IllegalArgumentException("griot.recording.s3.cache must be positive");
        }
    }

    /**
     * Returns what proves who asks.
     *
     * @throws IOException when the file that has it cannot be read
     */
    String secret() throws IOException {
        return secretKeyFile == null
                ? String.valueOf(secretKey)
                : Files.readString(secretKeyFile).strip();
    }

    /** Without secrets: they are in no log. */
    @Override
    public String toString() {
        return "bucket %s at %s".formatted(bucket, endpoint);
    }
}
