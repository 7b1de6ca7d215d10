package live.griot.app.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import live.griot.app.Griot;
import live.griot.app.admin.HealthView.AudienceView;
import live.griot.app.admin.HealthView.ComponentStatus;
import live.griot.app.admin.HealthView.ComponentView;
import live.griot.app.admin.HealthView.ProjectionView;
import live.griot.app.admin.HealthView.RoomView;
import live.griot.app.admin.TimelyAnswers.Asked;
import live.griot.app.messaging.ReadModels;
import live.griot.identity.datadir.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks at everything at once, for {@link #PATIENCE} at most: what hangs is told as slow, and keeps the rest waiting no longer. Thread-safe. */
@Component
class HealthGlance {
    static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(HealthGlance.class);

    private final HealthParts parts;
    private final ReadModels readModels;
    private final JdbcClient db;
    private final DataDirectory directory;
    private final TimelyAnswers answers = new TimelyAnswers(PATIENCE);

    HealthGlance(HealthParts parts, ReadModels readModels, JdbcClient db, DataDirectory directory) {
        this.parts = parts;
        this.readModels = readModels;
        this.db = db;
        this.directory = directory;
    }

    HealthView now() {
        Asked<AudienceView> audience = answers.begin("audience", this::audience);
        Asked<List<ProjectionView>> projections = answers.begin("projections", this::projections);
        Asked<RoomView> room = answers.begin("room", this::room);
        Map<String, Asked<ComponentView>> components = new LinkedHashMap<>();
        parts.questions().forEach((name, question) -> components.put(name, answers.begin("part-" + name, question)));
        return new HealthView(
                Objects.requireNonNullElse(Griot.class.getPackage().getImplementationVersion(), "development"),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                answer(audience).orElse(null),
                answer(room).orElse(null),
                components.entrySet().stream()
                        .map(part -> component(part.getKey(), part.getValue()))
                        .filter(HealthParts::isTold)
                        .toList(),
                answer(projections).orElse(List.of()));
    }

    private ComponentView component(String name, Asked<ComponentView> question) {
        try {
            return answers.await(question)
                    .orElseGet(() -> new ComponentView(
                            name,
                            ComponentStatus.SLOW,
                            "No answer within %d seconds.".formatted(PATIENCE.toSeconds())));
        } catch (IllegalStateException failure) {
            LOG.warn("The health of {} cannot be told: {}", name, failure.getMessage());
            return new ComponentView(name, ComponentStatus.DOWN, "It does not say; the log may say more.");
        }
    }

    private <T> Optional<T> answer(Asked<T> question) {
        try {
            return answers.await(question);
        } catch (IllegalStateException failure) {
            LOG.warn("A part of the health cannot be told: {}", failure.getMessage());
            return Optional.empty();
        }
    }

    private AudienceView audience() {
        return db.sql("""
                        SELECT COUNT(*) AS sessions, COALESCE(SUM(viewer_count), 0) AS viewers FROM session_view
                        WHERE state IN ('STARTING', 'LIVE', 'ENDING')""")
                .query((row, index) -> new AudienceView(row.getInt("sessions"), row.getInt("viewers")))
                .single();
    }

    private List<ProjectionView> projections() {
        return ReadModels.GROUPS.stream()
                .map(group -> {
                    ReadModels.Progress now = readModels.progress(group);
                    return new ProjectionView(group, Math.max(0, now.target() - now.position()), now.replaying());
                })
                .toList();
    }

    private RoomView room() {
        try {
            FileStore store = Files.getFileStore(directory.dataDir());
            return new RoomView(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
