package live.griot.tools.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A WHIP or WHEP endpoint of any server: an offer goes there, an answer comes back, and what was made is deleted at the end. RFC 9725,
 * section 4. Thread-safe.
 *
 * @param url where offers are posted
 * @param token what is sent as the bearer; empty for a server that asks for none
 */
public record SdpEndpoint(URI url, String token) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int MAX_TOLD = 200;

    /**
     * What an offer came to.
     *
     * @param sdp the answer
     * @param resource what to delete at the end, or null where the server named nothing
     */
    public record Answered(String sdp, @Nullable URI resource) {}

    /** Posts an offer and waits for the answer; throws {@link IOException} with a sentence when it is refused. */
    public Answered offer(String sdp) throws IOException, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = HTTP.send(
                    request(url)
                            .header("Content-Type", "application/sdp")
                            .POST(HttpRequest.BodyPublishers.ofString(sdp))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IOException("No answer from %s: %s".formatted(url, Failures.sentence(failure)), failure);
        }
        // 200 is what some servers of before the standard say.
        if (answer.statusCode() != CREATED && answer.statusCode() != OK) {
            throw new IOException("%s answered %d: %s".formatted(url, answer.statusCode(), firstOf(answer.body())));
        }
        return new Answered(
                answer.body(),
                answer.headers().firstValue("Location").map(url::resolve).orElse(null));
    }

    /** Says goodbye; whether it is heard does not matter, for a peer that is silent is let go anyway. */
    public void delete(URI resource) {
        try {
            HTTP.send(request(resource).DELETE().build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException gone) {
            // There is nobody to say goodbye to.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(URI to) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String firstOf(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= MAX_TOLD ? line : line.substring(0, MAX_TOLD) + "...";
    }

    /** Says where, and nothing of the token. */
    @Override
    public String toString() {
        return "SdpEndpoint[" + url + "]";
    }
}
