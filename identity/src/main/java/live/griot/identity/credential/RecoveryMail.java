package live.griot.identity.credential;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import live.griot.api.id.UserId;
import live.griot.identity.account.Account;
import live.griot.identity.account.Accounts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Mails codes to people who forgot their password and left an address, in the language they are written to in; where no mail server is configured
 * ({@code spring.mail.host}) it does nothing. Works on threads of its own, so that no answer tells by its time whether there is such a person;
 * a mail server that is slow or gone keeps nobody else waiting. Thread-safe.
 */
@Component
@EnableConfigurationProperties(MailProperties.class)
class RecoveryMail implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryMail.class);

    /** Mails that are being sent at once; further ones are left out, and whoever waits for one asks again. */
    private static final int AT_ONCE = 20;

    /** Nobody is mailed more often, whoever asks for it. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final ResetCodes codes;
    private final @Nullable JavaMailSender sender;
    private final MailProperties properties;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final AtomicReference<Instant> lastTold = new AtomicReference<>(Instant.EPOCH);
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("recovery-mail").factory());

    RecoveryMail(
            Accounts accounts,
            ResetCodes codes,
            ObjectProvider<JavaMailSender> sender,
            MailProperties properties,
            MeterRegistry metrics,
            Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.sender = sender.getIfAvailable();
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Mails a code, in a moment, if there is such a person, an address, and a mail server. */
    void send(String handle) {
        JavaMailSender configured = sender;
        if (configured == null) {
            return;
        }
        if (!places.tryAcquire()) {
            count("left_out");
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    accounts.findByHandle(handle).map(Account::id).ifPresent(person -> mail(person, configured));
                } catch (RuntimeException failure) {
                    failed(failure);
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException stopping) {
            places.release();
        }
    }

    /** Says once a minute that mails fail, and never to whom. */
    private void failed(RuntimeException failure) {
        count("failed");
        Instant now = clock.instant();
        Instant before = lastTold.get();
        if (now.isAfter(before.plus(TOLD_EVERY)) && lastTold.compareAndSet(before, now)) {
            LOG.warn(
                    "A mail could not be sent ({}); see spring.mail.* and the counter griot.mail",
                    NestedExceptionUtils.getMostSpecificCause(failure)
                            .getClass()
                            .getName());
        }
    }

    private void count(String outcome) {
        metrics.counter("griot.mail", "outcome", outcome).increment();
    }

    private void mail(UserId person, JavaMailSender configured) {
        Accounts.Contact contact = accounts.contact(person).orElse(null);
        if (contact == null) {
            return;
        }
        ResetCodes.Issued issued =
                codes.issueUnlessSince(person, clock.instant().minus(PAUSE)).orElse(null);
        if (issued == null) {
            return;
        }
        ResourceBundle words = words(contact.language());
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(properties.from());
        message.setTo(contact.email());
        message.setSubject(words.getString("subject"));
        message.setText(words.getString("text").formatted(contact.handle(), issued.code()));
        configured.send(message);
        count("sent");
    }

    private static ResourceBundle words(@Nullable String language) {
        Locale locale = language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
        return ResourceBundle.getBundle(
                "live.griot.identity.recovery",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
