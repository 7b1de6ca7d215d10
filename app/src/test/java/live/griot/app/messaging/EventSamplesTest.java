package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import live.griot.app.support.BesideOthers;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events are for ever: a stored sample of every event's every revision is read back. */
@BesideOthers
class EventSamplesTest {
    private static final Path SAMPLES = Path.of("src/test/resources/events");
    private static final EventNames NAMES = EventNames.in("live.griot.api");
    private static final Serializer SERIALIZER = new AxonConfiguration().eventSerializer(NAMES);

    static Stream<Class<?>> events() {
        return NAMES.all().values().stream();
    }

    static List<Path> samples() throws IOException {
        return samples(true);
    }

    static List<Path> samplesOfOldRevisions() throws IOException {
        return samples(false);
    }

    private static List<Path> samples(boolean present) throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> isOfPresentRevision(file) == present).toList();
        }
    }

    private static boolean isOfPresentRevision(Path sample) {
        String[] parts = nameAndRevision(sample);
        return parts[1].equals(
                SERIALIZER.typeForClass(NAMES.all().get(parts[0])).getRevision());
    }

    private static String[] nameAndRevision(Path sample) {
        String file = sample.getFileName().toString();
        return file.substring(0, file.length() - ".json".length()).split("\\.(?=\\d+$)", -1);
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
        String[] parts = nameAndRevision(sample);
        String json = Files.readString(sample).strip();

        Object event = SERIALIZER.deserialize(
                new SimpleSerializedObject<>(json.getBytes(StandardCharsets.UTF_8), byte[].class, parts[0], parts[1]));
        SerializedObject<byte[]> again = SERIALIZER.serialize(event, byte[].class);

        assertThat(again.getType().getName()).isEqualTo(parts[0]);
        assertThat(new String(again.getData(), StandardCharsets.UTF_8)).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("samplesOfOldRevisions")
    void a_sample_of_an_old_revision_is_read_as_what_it_has_become(Path sample) throws IOException {
        String[] parts = nameAndRevision(sample);
        byte[] json = Files.readString(sample).strip().getBytes(StandardCharsets.UTF_8);
        GenericDomainEventEntry<byte[]> stored = new GenericDomainEventEntry<>(
                "LiveSession",
                "id",
                0,
                "event",
                "2026-11-21T20:00:00Z",
                parts[0],
                parts[1],
                json,
                "{}".getBytes(StandardCharsets.UTF_8));

        List<IntermediateEventRepresentation> upcast = new ClearTitles()
                .upcast(Stream.of(new InitialEventRepresentation(stored, SERIALIZER)))
                .toList();

        assertThat(upcast).hasSize(1);
        Object event = SERIALIZER.deserialize(upcast.getFirst().getData(byte[].class));
        assertThat(isOfPresentRevision(SAMPLES.resolve(
                        parts[0] + "." + upcast.getFirst().getType().getRevision() + ".json")))
                .isTrue();
        assertThat(event.toString())
                .contains("title=SessionText[by=", "text=Evening tales, sealed=false]", "description=SessionText[by=");
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
