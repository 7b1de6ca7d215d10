package live.griot.app.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says of an unknown property, in a sentence, which one was meant. */
public final class UnknownPropertyAnalyzer extends AbstractFailureAnalyzer<UnknownProperty> {
    @Override
    protected FailureAnalysis analyze(Throwable whole, UnknownProperty unknown) {
        return new FailureAnalysis(
                unknown.getMessage() + "; did you mean " + unknown.nearest() + "?",
                "Correct the name or leave it out; docs/configuration.md lists all there are.",
                unknown);
    }
}
