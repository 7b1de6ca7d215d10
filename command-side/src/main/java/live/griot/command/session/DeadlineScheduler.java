package live.griot.command.session;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import live.griot.api.Commands;
import live.griot.api.id.SessionId;
import live.griot.api.session.EndForHostGrace;
import live.griot.api.session.EndForTimeLimit;
import live.griot.command.session.SessionDeadlines.HostWait;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The persisted scheduler behind {@link SessionDeadlines}. Setting a deadline joins the running transaction; what is due is
 * looked up each second and retried until its command was handled.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionProperties.class)
class DeadlineScheduler {
    private static final Duration POLLING_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);
    private static final int THREADS = 2;
    private static final boolean ALWAYS_IN_UTC = true;

    /** Sets deadlines; apart from the scheduler that runs them, so that event handlers do not need the commands they lead to. */
    @Bean
    SchedulerClient deadlines(DataSource dataSource) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .jdbcCustomization(new AutodetectJdbcCustomization(dataSource, ALWAYS_IN_UTC))
                .build();
    }

    @Bean
    RunningScheduler runningDeadlines(DataSource dataSource, Commands commands, Clock clock) {
        OneTimeTask<Void> hostGrace = Tasks.oneTime(SessionDeadlines.HOST_GRACE)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_INTERVAL))
                .execute((task, context) -> {
                    HostWait wait = HostWait.parse(task.getId());
                    commands.send(new EndForHostGrace(wait.session(), wait.since(), clock.instant()));
                });
        OneTimeTask<Void> timeLimit = Tasks.oneTime(SessionDeadlines.TIME_LIMIT)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY_INTERVAL))
                .execute((task, context) ->
                        commands.send(new EndForTimeLimit(new SessionId(task.getId()), clock.instant())));
        return new RunningScheduler(Scheduler.create(dataSource, List.of(hostGrace, timeLimit))
                .pollingInterval(POLLING_INTERVAL)
                .threads(THREADS)
                .alwaysPersistTimestampInUTC()
                .build());
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
