package live.griot.app.queries;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import live.griot.app.support.ApiClient;
import org.jspecify.annotations.Nullable;

/** Makes every call that reads and is described: its lists as long as they get, each parameter absent and with each value there is, and the page after. */
final class EveryRead {
    private static final String LONGEST = "100";

    private final OpenAPI described;
    private final Map<String, String> samples;

    /** The samples are the values of a path's and a query's parameters, by name. */
    EveryRead(OpenAPI described, Map<String, String> samples) {
        this.described = described;
        this.samples = Map.copyOf(samples);
    }

    /** What somebody does after each answer. */
    interface Reader {
        void read(String path, ApiClient.Answer answer);
    }

    void by(ApiClient caller, Reader reader) {
        described.getPaths().forEach((path, calls) -> {
            if (calls.getGet() != null) {
                addresses(path, calls.getGet()).forEach(address -> {
                    ApiClient.Answer answer = caller.get(address);
                    reader.read(path, answer);
                    String next = next(answer);
                    if (next != null) {
                        String after = address + (address.contains("?") ? "&" : "?") + "cursor=" + next;
                        reader.read(path, caller.get(after));
                    }
                });
            }
        });
    }

    private static @Nullable String next(ApiClient.Answer answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return type.startsWith("application/json") && answer.status() == 200
                ? answer.json().path("next").stringValue(null)
                : null;
    }

    private Stream<String> addresses(String path, Operation call) {
        List<String> addresses = new ArrayList<>(List.of(filled(path)));
        for (Parameter parameter : Objects.requireNonNullElse(call.getParameters(), List.<Parameter>of())) {
            if ("query".equals(parameter.getIn()) && !parameter.getName().equals("cursor")) {
                List<String> with = new ArrayList<>();
                for (String address : addresses) {
                    for (String value : values(path, parameter)) {
                        with.add(
                                value.isEmpty()
                                        ? address
                                        : address + (address.contains("?") ? "&" : "?") + parameter.getName() + "="
                                                + value);
                    }
                }
                addresses = with;
            }
        }
        return addresses.stream();
    }

    private String filled(String path) {
        String address = path;
        for (Map.Entry<String, String> sample : samples.entrySet()) {
            address = address.replace("{%s}".formatted(sample.getKey()), sample.getValue());
        }
        return address.replaceAll("\\{[a-zA-Z]+}", "X");
    }

    /** An empty one stands for none. */
    private List<String> values(String path, Parameter parameter) {
        if (parameter.getName().equals("limit")) {
            return List.of(LONGEST);
        }
        Schema<?> schema = parameter.getSchema();
        List<?> known = schema.getEnum();
        if (known == null && schema.get$ref() != null) {
            String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
            known = Objects.requireNonNull(
                            described.getComponents().getSchemas().get(name))
                    .getEnum();
        }
        List<String> values = new ArrayList<>(List.of(""));
        if (known != null) {
            known.forEach(value -> values.add(String.valueOf(value)));
        } else {
            String sample = samples.get(parameter.getName());
            if (sample == null) {
                throw new AssertionError("Say what %s may be in a call of %s".formatted(parameter.getName(), path));
            }
            values.add(sample);
        }
        return values;
    }
}
