package live.griot.command.deadline;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import live.griot.api.Commands;
import live.griot.api.deadline.Deadline;
import live.griot.api.deadline.Deadlines;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The persisted scheduler behind every {@link Deadline}. Setting one joins the running transaction; what is due is looked up each
 * second and retried until its command was handled.
 */
@Configuration(proxyBeanMethods = false)
class DeadlineScheduler {
    private static final Duration POLLING_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);
    private static final int THREADS = 2;
    private static final boolean ALWAYS_IN_UTC = true;

    /** Sets deadlines; apart from the scheduler that runs them, so that event handlers do not need the commands they lead to. */
    @Bean
    Deadlines deadlines(DataSource dataSource) {
        SchedulerClient client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .jdbcCustomization(new AutodetectJdbcCustomization(dataSource, ALWAYS_IN_UTC))
                .build();
        return (kind, name, due) -> client.scheduleIfNotExists(new TaskInstance<>(kind.name(), name), due);
    }

    @Bean
    RunningScheduler runningDeadlines(DataSource dataSource, Commands commands, Clock clock, List<Deadline> kinds) {
        List<OneTimeTask<Void>> tasks =
                kinds.stream().map(kind -> task(kind, commands, clock)).toList();
        return new RunningScheduler(Scheduler.create(dataSource, List.copyOf(tasks))
                .pollingInterval(POLLING_INTERVAL)
                .threads(THREADS)
                .alwaysPersistTimestampInUTC()
                .build());
    }

    private static OneTimeTask<Void> task(Deadline kind, Commands commands, Clock clock) {
        return Tasks.oneTime(TaskDescriptor.of(kind.name()))
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_INTERVAL))
                .execute((task, context) -> commands.send(
                        kind.command().apply(task.getId(), clock.instant().truncatedTo(ChronoUnit.MICROS))));
    }

    /** Runs the scheduler while the application runs. */
    static final class RunningScheduler implements SmartLifecycle {
        private final Scheduler scheduler;
        private volatile boolean running;

        RunningScheduler(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public void start() {
            scheduler.start();
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            scheduler.stop();
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
