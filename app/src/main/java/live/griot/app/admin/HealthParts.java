package live.griot.app.admin;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import live.griot.app.admin.HealthView.ComponentStatus;
import live.griot.app.admin.HealthView.ComponentView;
import live.griot.app.management.EdgeHealth;
import live.griot.edge.sfu.EdgeStatistics;
import live.griot.edge.sfu.MediaEdge;
import live.griot.recording.bucket.BucketState;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * The parts that an admin is told of: those of {@code /actuator/health}, and the edge and the mail server, whose absence is no reason to start the program
 * again. Each is asked by itself, and may hang. Of what a part tells of itself only what is known to hold no secret is passed on. Thread-safe.
 */
@Component
class HealthParts {
    /** What is only worth a line when it is not well: they are about the program that answers here. */
    private static final Set<String> SILENT_WHEN_UP = Set.of("ping", "livenessState", "readinessState", "ssl");

    private static final Map<String, String> NAMES =
            Map.of("storeHealth", "database", "diskSpace", "disk", "processorHealth", "processors");

    private final HealthContributorRegistry contributors;
    private final MediaEdge edge;
    private final ObjectProvider<JavaMailSenderImpl> mail;
    private final ObjectProvider<BucketState> bucket;

    HealthParts(
            HealthContributorRegistry contributors,
            MediaEdge edge,
            ObjectProvider<JavaMailSenderImpl> mail,
            ObjectProvider<BucketState> bucket) {
        this.bucket = bucket;
        this.contributors = contributors;
        this.edge = edge;
        this.mail = mail;
    }

    /** Returns what to ask of each part, by its name. */
    Map<String, Supplier<ComponentView>> questions() {
        Map<String, Supplier<ComponentView>> questions = new LinkedHashMap<>();
        contributors.stream().forEach(entry -> {
            if (entry.contributor() instanceof HealthIndicator indicator && !(indicator instanceof EdgeHealth)) {
                String name = NAMES.getOrDefault(entry.name(), entry.name());
                questions.put(name, () -> view(name, indicator.health()));
            }
        });
        questions.put("edge", this::edge);
        questions.put("mail", this::mail);
        bucket.ifAvailable(state -> questions.put("recordings", () -> bucket(state)));
        return questions;
    }

    /** Returns whether a part is worth a line. */
    static boolean isTold(ComponentView part) {
        return part.status() != ComponentStatus.UP || !SILENT_WHEN_UP.contains(part.name());
    }

    private static ComponentView view(String name, @Nullable Health health) {
        boolean up = health == null
                || health.getStatus().equals(Status.UP)
                || health.getStatus().equals(Status.UNKNOWN);
        return new ComponentView(
                name, up ? ComponentStatus.UP : ComponentStatus.DOWN, up ? well(name) : ill(name, health));
    }

    private static String well(String name) {
        return switch (name) {
            case "database" -> "The database answers.";
            case "disk" -> "There is room on the disk.";
            case "processors" -> "Events are handled as they come.";
            default -> "It is well.";
        };
    }

    private static String ill(String name, @Nullable Health health) {
        return switch (name) {
            case "database" -> "The database does not answer.";
            case "disk" -> "The disk is almost full.";
            case "processors" ->
                health != null && health.getDetails().get("stopped") instanceof List<?> stopped
                        ? "Stopped at an event that cannot be handled; the log has the error: "
                                + String.join(
                                        ", ",
                                        stopped.stream().map(String::valueOf).toList())
                        : "Not all events are handled; the log has the error.";
            default -> "It is not well; the log may say more.";
        };
    }

    private ComponentView edge() {
        EdgeStatistics now = edge.statistics();
        return edge.isReady()
                ? new ComponentView(
                        "edge",
                        ComponentStatus.UP,
                        "Connections on this node: %d that send, %d that watch."
                                .formatted(now.publishers(), now.subscribers()))
                : new ComponentView("edge", ComponentStatus.DOWN, "Nobody can send or watch on this node.");
    }

    private static ComponentView bucket(BucketState state) {
        ComponentStatus status = state.isWell() ? ComponentStatus.UP : ComponentStatus.DOWN;
        return new ComponentView("recordings", status, state.sentence());
    }

    private ComponentView mail() {
        JavaMailSenderImpl sender = mail.getIfAvailable();
        if (sender == null || sender.getHost() == null) {
            return new ComponentView(
                    "mail",
                    ComponentStatus.OFF,
                    "No mail server is set up: who forgot a password needs a code from an admin.");
        }
        try {
            sender.testConnection();
            return new ComponentView("mail", ComponentStatus.UP, "The mail server answers.");
        } catch (AuthenticationFailedException refused) {
            return new ComponentView(
                    "mail", ComponentStatus.DOWN, "The mail server does not take the user name and the password.");
        } catch (MessagingException gone) {
            return new ComponentView("mail", ComponentStatus.DOWN, "The mail server does not answer.");
        }
    }
}
