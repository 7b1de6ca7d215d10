package live.griot.recording.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import live.griot.recording.store.FarAwayException;
import live.griot.recording.store.FarStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A bucket, by the calls that all who speak as S3 does have: put, get, list, delete. Whoever asks decides when to ask again. The first call
 * makes the client. Thread-safe.
 */
public final class Bucket implements FarStore, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofMinutes(1);

    private final BucketProperties properties;
    private final Duration silence;
    private @Nullable S3Client client;

    /** Makes one that has asked for nothing yet. */
    public Bucket(BucketProperties properties) {
        this(properties, SILENCE);
    }

    /** Makes one that waits that long for the next bytes of an answer. */
    Bucket(BucketProperties properties, Duration silence) {
        this.properties = properties;
        this.silence = silence;
    }

    @Override
    public void put(String key, Path file) throws IOException {
        var _ = ask(
                key,
                s3 -> s3.putObject(
                        to -> to.bucket(properties.bucket()).key(inBucket(key)), RequestBody.fromFile(file)));
    }

    @Override
    public InputStream open(String key) throws IOException {
        return ask(
                key, s3 -> s3.getObject(from -> from.bucket(properties.bucket()).key(inBucket(key))));
    }

    @Override
    public List<FarFile> list(String prefix) throws IOException {
        return ask(
                prefix, s3 -> s3
                        .listObjectsV2Paginator(
                                of -> of.bucket(properties.bucket()).prefix(inBucket(prefix)))
                        .contents()
                        .stream()
                        .map(found -> new FarFile(
                                found.key().substring(properties.prefix().length()), found.size()))
                        .toList());
    }

    @Override
    public void delete(String key) throws IOException {
        var _ = ask(
                key, s3 -> s3.deleteObject(of -> of.bucket(properties.bucket()).key(inBucket(key))));
    }

    private String inBucket(String key) {
        return properties.prefix() + key;
    }

    private <T> T ask(String key, Function<S3Client, T> question) throws IOException {
        try {
            return question.apply(client());
        } catch (NoSuchKeyException none) {
            NoSuchFileException nothing = new NoSuchFileException(key);
            nothing.initCause(none);
            throw nothing;
        } catch (AwsServiceException refusal) {
            String code = refusal.awsErrorDetails() == null
                    ? ""
                    : " " + refusal.awsErrorDetails().errorCode();
            throw new FarAwayException("it answers %d%s".formatted(refusal.statusCode(), code), refusal);
        } catch (SdkException away) {
            throw new FarAwayException("it does not answer", away);
        }
    }

    private synchronized S3Client client() throws IOException {
        S3Client made = client;
        if (made == null) {
            made = make();
            client = made;
        }
        return made;
    }

    private S3Client make() throws IOException {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(properties.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(String.valueOf(properties.accessKey()), properties.secret())))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(silence))
                .overrideConfiguration(how -> how.apiCallTimeout(CALL).retryStrategy(AwsRetryStrategy.doNotRetry()))
                // Not all who speak as S3 does know the newer checksums; what went is read back.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (properties.endpoint() != null) {
            builder.endpointOverride(properties.endpoint()).forcePathStyle(true);
        }
        return builder.build();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
