package live.griot.app.peer;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** WHIP and WHEP as who offers uses them. */
final class HttpExchange {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int CREATED = 201;

    private HttpExchange() {}

    /** Posts an offer, and returns the answer. */
    static String post(PeerOrder order, String offer) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(order.url())
                .header("Content-Type", "application/sdp")
                .header("Authorization", "Bearer " + order.ticket())
                .POST(HttpRequest.BodyPublishers.ofString(offer))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != CREATED) {
            throw new IOException("%s was answered %d %s".formatted(order.url(), answer.statusCode(), answer.body()));
        }
        return answer.body();
    }
}
