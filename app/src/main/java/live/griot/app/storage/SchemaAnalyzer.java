package live.griot.app.storage;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in three lines that the database's tables are not those of this version. */
final class SchemaAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {
    @Override
    protected FailureAnalysis analyze(Throwable whole, FlywayValidateException other) {
        return new FailureAnalysis(
                "The database has tables that this version of the program does not know: a newer one has used it%nDecided by spring.datasource.url and griot.data-dir"
                        .formatted(),
                "Start the newer version, or put a backup back that was made before it (docs/operations.md).",
                other);
    }
}
