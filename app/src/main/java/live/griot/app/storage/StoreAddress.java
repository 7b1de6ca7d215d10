package live.griot.app.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Where the database is ({@code spring.datasource.*}). Immutable. */
public record StoreAddress(String url, String user, String password) {
    private static final String CONNECTOR = "jdbc:mysql:";

    /** Returns what the configuration says. */
    public static StoreAddress in(Environment environment) {
        return new StoreAddress(
                environment.getProperty("spring.datasource.url", ""),
                environment.getProperty("spring.datasource.username", ""),
                environment.getProperty("spring.datasource.password", ""));
    }

    /** Returns whether it is a server that Connector/J speaks to; the embedded database is in this process. */
    public boolean isServer() {
        return url.startsWith(CONNECTOR);
    }

    /** Holds where the database is a server, which several nodes can share. */
    public static final class OfAServer implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata where) {
            return in(context.getEnvironment()).isServer();
        }
    }

    /** Holds where the database is in this process. */
    public static final class Embedded implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata where) {
            return !in(context.getEnvironment()).isServer();
        }
    }

    /** Returns where it is, for people to read: without credentials and settings. */
    String place() {
        return url.replaceFirst("^jdbc:[a-z0-9]+:", "")
                .replaceFirst("[?;].*", "")
                .replaceFirst("//[^/]*@", "//");
    }

    /** Opens a connection outside of the pool, which the caller closes. The times count where it is a server; zero is for ever. */
    Connection connect(Duration connect, Duration answer) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        if (isServer()) {
            properties.setProperty("connectTimeout", Long.toString(connect.toMillis()));
            properties.setProperty("socketTimeout", Long.toString(answer.toMillis()));
        }
        return DriverManager.getConnection(url, properties);
    }
}
