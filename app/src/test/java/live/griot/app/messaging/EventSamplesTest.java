package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events are for ever: a stored sample of every event's every revision is read back. */
class EventSamplesTest {
    private static final Path SAMPLES = Path.of("src/test/resources/events");
    private static final EventNames NAMES = EventNames.in("live.griot.api");
    private static final Serializer SERIALIZER = new AxonConfiguration().eventSerializer(NAMES);

    static Stream<Class<?>> events() {
        return NAMES.all().values().stream();
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_has_a_sample_of_its_present_revision(Class<?> event) {
        SerializedType type = SERIALIZER.typeForClass(event);

        assertThat(type.getRevision()).isNotNull();
        assertThat(SAMPLES.resolve("%s.%s.json".formatted(type.getName(), type.getRevision())))
                .exists();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_stored_sample_is_read_back_whole(Path sample) throws IOException {
        String file = sample.getFileName().toString();
        String[] parts = file.substring(0, file.length() - ".json".length()).split("\\.(?=\\d+$)", -1);
        String json = Files.readString(sample).strip();

        Object event = SERIALIZER.deserialize(
                new SimpleSerializedObject<>(json.getBytes(StandardCharsets.UTF_8), byte[].class, parts[0], parts[1]));
        SerializedObject<byte[]> again = SERIALIZER.serialize(event, byte[].class);

        assertThat(again.getType().getName()).isEqualTo(parts[0]);
        assertThat(new String(again.getData(), StandardCharsets.UTF_8)).isEqualTo(json);
    }

    @Test
    void an_event_is_stored_under_its_name_and_not_its_class() {
        for (Class<?> event : NAMES.all().values()) {
            assertThat(SERIALIZER.typeForClass(event).getName()).doesNotContain("live.griot");
            assertThat(SERIALIZER.classForType(SERIALIZER.typeForClass(event))).isEqualTo(event);
            assertThat(new AnnotationRevisionResolver().revisionOf(event)).isNotNull();
        }
    }
}
