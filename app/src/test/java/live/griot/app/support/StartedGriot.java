package live.griot.app.support;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import live.griot.app.Griot;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program, started in this JVM on free ports with a data directory of its own, until it is closed. */
public final class StartedGriot implements AutoCloseable {
    /** Logging is one for all in this JVM: two that set it up, or clear it, at once meet. */
    private static final ReentrantLock STARTING = new ReentrantLock();

    private final ConfigurableApplicationContext context;

    private StartedGriot(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts on the embedded database in that directory. */
    public static StartedGriot in(Path dataDirectory) {
        return in(dataDirectory, Map.of());
    }

    /** Starts with properties that differ from the program's own. */
    public static StartedGriot in(Path dataDirectory, Map<String, String> properties) {
        return with(List.of(), dataDirectory, properties);
    }

    /** Starts with parts besides the program's own, such as a clock that a test sets. */
    public static StartedGriot with(List<Class<?>> parts, Path dataDirectory, Map<String, String> properties) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("griot.management.port", "0");
        all.put("griot.edge.port", "0");
        // What a test does to datagrams would be for nothing where media could go another way.
        all.put("griot.edge.tcp-port", "-1");
        all.put("griot.data-dir", dataDirectory.toAbsolutePath().toString());
        all.putAll(Generous.LIMITS);
        all.putAll(properties);
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        STARTING.lock();
        try {
            return new StartedGriot(new SpringApplicationBuilder(Griot.class)
                    .sources(parts.toArray(Class<?>[]::new))
                    .listeners(new Prepared())
                    .run(arguments.toArray(String[]::new)));
        } finally {
            letOthersStart();
        }
    }

    private static void letOthersStart() {
        if (STARTING.isHeldByCurrentThread()) {
            STARTING.unlock();
        }
    }

    /** Lets others start as soon as logging is set up for this one. */
    private static final class Prepared implements ApplicationListener<ApplicationPreparedEvent> {
        @Override
        public void onApplicationEvent(ApplicationPreparedEvent event) {
            letOthersStart();
        }
    }

    /** Returns the address that browsers would be given. */
    public URI address() {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** Returns a part of the running program. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** Returns a part of the running program by its name, where there are several of a type. */
    public <T> T part(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Returns a client of the API that is not signed in. */
    public ApiClient client() {
        return new ApiClient(address());
    }

    /** Returns where the operator's calls answer. */
    public URI operatorsAddress() {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.management.port"));
    }

    /** Returns a client of the operator's calls. */
    public ApiClient operator() {
        return new ApiClient(operatorsAddress());
    }

    @Override
    public void close() {
        STARTING.lock();
        try {
            context.close();
        } finally {
            letOthersStart();
        }
    }
}
