package live.griot.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The tour that a newcomer is given works, request by request, on a program that was started afresh. */
@BesideOthers
class TourTest {
    private static final Path TOUR = Path.of("../docker/tour.http");
    private static final Pattern EXPECTED = Pattern.compile("(?m)^# => (\\d{3})$");
    private static final Pattern KEPT = Pattern.compile("(?m)^# @(\\w+) = (/\\S+)$");
    private static final Pattern VALUE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> values = new HashMap<>();

    @Test
    void every_step_of_the_tour_is_answered_as_it_says(@TempDir Path data) throws IOException, InterruptedException {
        List<String> steps =
                new ArrayList<>(Arrays.asList(Files.readString(TOUR).split("(?m)^### ")));
        steps.removeFirst();
        assertThat(steps).hasSizeGreaterThan(10);
        try (StartedGriot griot = StartedGriot.in(data, Map.of())) {
            String address = griot.address().toString();
            values.put("griot", address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
            for (String step : steps) {
                go(step);
            }
        }
    }

    private void go(String step) throws IOException, InterruptedException {
        int expected = EXPECTED.matcher(step)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst()
                .orElseThrow();
        String told = VALUE.matcher(step).replaceAll(name -> values.getOrDefault(name.group(1), name.group()));
        HttpResponse<String> answer = http.send(request(told), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as("%s%n%s", step, answer.body()).isEqualTo(expected);
        for (MatchResult kept : KEPT.matcher(step).results().toList()) {
            String value = JSON.readTree(answer.body()).at(kept.group(2)).asString();
            assertThat(value).as(kept.group()).isNotEmpty();
            values.put(kept.group(1), value);
        }
    }

    /** Lines of comment, the request line, headers, an empty line, the body. */
    private static HttpRequest request(String step) {
        List<String> lines =
                step.lines().skip(1).dropWhile(line -> line.startsWith("#")).toList();
        String[] line = lines.getFirst().split(" ", 2);
        int end = lines.contains("") ? lines.indexOf("") : lines.size();
        String body = String.join("\n", lines.subList(end, lines.size())).strip();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(line[1]))
                .method(
                        line[0],
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (String header : lines.subList(1, end)) {
            String[] parts = header.split(": ", 2);
            request.header(parts[0], parts[1]);
        }
        return request.build();
    }
}
