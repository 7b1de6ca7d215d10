package live.griot.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import live.griot.app.messaging.ReadModels;
import live.griot.app.storage.DatabaseServer;
import live.griot.app.support.BesideOthers;
import live.griot.app.support.StartedGriot;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.ResetHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;

/** Projections are nothing but what the log says: replayed from the first event they are what they were, byte for byte. */
@BesideOthers
class ReplayTest {
    @TempDir
    Path directory;

    @Test
    void replaying_everything_gives_byte_for_byte_what_was_there_on_the_embedded_database() {
        replayEverything(Map.of());
    }

    @Test
    void replaying_everything_gives_byte_for_byte_what_was_there_on_a_real_server() {
        try (DatabaseServer server = DatabaseServer.start(directory.resolve("server"))) {
            replayEverything(server.properties());
        }
    }

    /** Else nobody could replay it, or it would be left out of what writes wait for. */
    @Test
    void what_empties_tables_on_a_reset_is_a_read_model_and_what_is_a_read_model_does() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ProcessingGroup.class));
        List<String> rebuilt = new ArrayList<>();
        for (BeanDefinition found : scanner.findCandidateComponents("live.griot")) {
            Class<?> handlers = ClassUtils.resolveClassName(
                    String.valueOf(found.getBeanClassName()), ReplayTest.class.getClassLoader());
            if (!MethodIntrospector.selectMethods(handlers, (MethodIntrospector.MetadataLookup<Boolean>)
                            method -> AnnotatedElementUtils.isAnnotated(method, ResetHandler.class) ? true : null)
                    .isEmpty()) {
                rebuilt.add(handlers.getAnnotation(ProcessingGroup.class).value());
            }
        }

        assertThat(Set.copyOf(rebuilt)).containsExactlyInAnyOrderElementsOf(ReadModels.GROUPS);
    }

    private void replayEverything(Map<String, String> database) {
        Map<String, String> properties = new HashMap<>(History.PROPERTIES);
        properties.putAll(database);
        try (StartedGriot griot = StartedGriot.in(directory.resolve("griot"), properties)) {
            ProjectedTables tables = new ProjectedTables(griot.part(JdbcClient.class));
            History history = new History(griot);
            history.happens();
            assertThat(tables.withoutRows())
                    .as("tables that the history does not fill, so that nothing would be compared")
                    .isEmpty();
            String asItHappened = tables.dump();

            replayAll(griot);
            assertThat(tables.dump()).isEqualTo(asItHappened);

            tables.empty();
            replayAll(griot);
            assertThat(tables.dump()).as("made of nothing but events").isEqualTo(asItHappened);

            CompletableFuture<Void> life = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 20; i++) {
                    history.goesOn();
                }
            });
            replayAll(griot);
            life.join();
            history.goesOn(); // answered when the projections have passed it
            String asItWentOn = tables.dump();
            replayAll(griot);
            assertThat(tables.dump()).isEqualTo(asItWentOn).isNotEqualTo(asItHappened);
        }
    }

    private static void replayAll(StartedGriot griot) {
        Replays replays = griot.part(Replays.class);
        for (String projection : ReadModels.GROUPS) {
            replays.start(projection);
        }
        await().until(() -> replays.all().stream()
                .allMatch(projection -> !projection.replaying() && projection.position() >= projection.target()));
    }
}
