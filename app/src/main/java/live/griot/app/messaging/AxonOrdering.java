package live.griot.app.messaging;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * Puts Axon's storage after Boot's data source and transactions. Axon 4.13 orders itself after class names that Boot 4 has moved;
 * without this there is no event store, or one without transactions.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        },
        beforeName = {
            "org.axonframework.springboot.autoconfig.JpaAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration"
        })
public class AxonOrdering {}
