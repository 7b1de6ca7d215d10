package live.griot.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StoreFailureTest {
    @Test
    void the_failure_of_a_batch_is_that_of_its_statements() {
        // As H2 tells it: the batch's own failure has no cause.
        BatchUpdateException batch = new BatchUpdateException("General error", "HY000", 50_000, new int[0]);
        assertThat(StoreFailure.isFull(new IllegalStateException(batch))).isFalse();

        batch.setNextException(
                new SQLException("General error", "HY000", 50_000, new IOException("No space left on device")));

        assertThat(StoreFailure.isFull(new IllegalStateException(batch))).isTrue();
        assertThat(StoreFailure.refusal(new IllegalStateException(batch)))
                .hasValueSatisfying(told -> assertThat(told.code().name()).isEqualTo("STORAGE_FULL"));
    }
}
