package live.griot.edge.control;

import live.griot.edge.net.PortUnavailable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences which of the edge's ports cannot be had, and which property names another, where a stack trace would say neither. */
class PortUnavailableAnalyzer extends AbstractFailureAnalyzer<PortUnavailable> {
    @Override
    protected FailureAnalysis analyze(Throwable root, PortUnavailable cause) {
        String property = cause.protocol() == PortUnavailable.Protocol.UDP ? "griot.edge.port" : "griot.edge.tcp-port";
        return new FailureAnalysis(
                "The media edge cannot start: %s.%nDecided by %s".formatted(cause.getMessage(), property),
                "End the program that has the port, or name another (0 for any that is free).",
                cause);
    }
}
