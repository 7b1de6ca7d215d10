package live.griot.app.startup;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Tells why the program did not start: what is wrong, what decides it, what to do. A line each, for who reads logs and for what collects them. */
public final class ThreeLines implements FailureAnalysisReporter {
    private static final Logger LOG = LoggerFactory.getLogger(ThreeLines.class);

    @Override
    public void report(FailureAnalysis analysis) {
        String[] told = analysis.getDescription().strip().split("\\R", 2);
        LOG.error("Griot did not start: {}", told[0]);
        if (told.length > 1) {
            LOG.error(joined(told[1]));
        }
        if (analysis.getAction() != null && !analysis.getAction().isBlank()) {
            LOG.error("What to do: {}", joined(analysis.getAction()));
        }
    }

    private static String joined(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
    }
}
