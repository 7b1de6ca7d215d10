package live.griot.identity.datadir;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in three lines what keeps the program from reading what it has sealed. */
class UnusableKeysAnalyzer extends AbstractFailureAnalyzer<UnusableKeys> {
    @Override
    protected FailureAnalysis analyze(Throwable root, UnusableKeys cause) {
        return new FailureAnalysis(
                "%s%nDecided by griot.data-dir and spring.datasource.url".formatted(cause.getMessage()),
                "Put the keys back that were kept with this database, or name the database that belongs to these.",
                cause);
    }
}
