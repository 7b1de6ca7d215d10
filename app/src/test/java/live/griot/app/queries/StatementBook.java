package live.griot.app.queries;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.NoOpQueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Writes down every statement that the program gives to its database, on whatever thread, until it is taken. Thread-safe. */
final class StatementBook implements BeanPostProcessor {
    private final Queue<Given> given = new ConcurrentLinkedQueue<>();

    /** A statement, what it was bound to, and the name of the thread that gave it. */
    record Given(String sql, List<ParameterSetOperation> bound, String thread) {
        /** Binds the same to a statement that begins with it. */
        void bind(PreparedStatement statement) throws SQLException {
            for (ParameterSetOperation one : bound) {
                try {
                    one.getMethod().invoke(statement, one.getArgs());
                } catch (ReflectiveOperationException failure) {
                    throw new SQLException(failure);
                }
            }
        }

        /** Returns what it is bound to, for messages, and to tell one from another. */
        String values() {
            return bound.stream()
                    .map(one -> Arrays.toString(one.getArgs()))
                    .toList()
                    .toString();
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source
                ? ProxyDataSourceBuilder.create(source).listener(new Writer()).build()
                : bean;
    }

    /** Returns what was given since the last call. */
    List<Given> take() {
        List<Given> taken = new ArrayList<>();
        for (Given one; (one = given.poll()) != null; ) {
            taken.add(one);
        }
        return taken;
    }

    private final class Writer extends NoOpQueryExecutionListener {
        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            String thread = Thread.currentThread().getName();
            for (QueryInfo query : queries) {
                List<List<ParameterSetOperation>> batch = query.getParametersList();
                if (batch.isEmpty()) {
                    given.add(new Given(query.getQuery(), List.of(), thread));
                }
                batch.forEach(bound -> given.add(new Given(query.getQuery(), List.copyOf(bound), thread)));
            }
        }
    }
}
