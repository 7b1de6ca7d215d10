package live.griot.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import live.griot.api.id.UserId;
import live.griot.api.identity.Person;
import live.griot.identity.MovableClock;
import live.griot.identity.RefusedAsStatus;
import live.griot.identity.TestDatabase;
import live.griot.identity.audit.AuditKind;
import live.griot.identity.limit.TestAttempts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.MediaType;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The way back for who forgot the password, with a real mail server. */
class RecoveryTest {
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{5}(-[0-9A-Z]{5}){3}");

    @RegisterExtension
    static final GreenMailExtension MAIL = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

    @TempDir
    Path directory;

    private final TestDatabase database = new TestDatabase();
    private final MovableClock clock = new MovableClock();
    private SignInWorld world;
    private ResetCodes codes;
    private MockMvcTester http;
    private UserId awa;

    @BeforeEach
    void awa_has_an_account() {
        world = new SignInWorld(database, directory, clock);
        codes = new ResetCodes(database.client(), clock);
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(MAIL.getSmtp().getPort());
        http = http(sender);
        Person person = world.people.accounts.create("awa", "Awa", world.passwords.hash("a long way from home"));
        awa = person.id();
    }

    @Test
    void a_code_by_mail_sets_another_password_and_signs_everybody_out() throws Exception {
        world.people.leaveAddress(awa, "awa@griot.example", "fr-SN");
        SignIns.Refreshed before = world.signIns.begin(awa, null);

        assertThat(recover("AWA")).hasStatus(202);
        await().until(() -> MAIL.getReceivedMessages().length == 1);
        MimeMessage mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Un nouveau mot de passe pour Griot");
        assertThat(mail.getAllRecipients()[0]).hasToString("awa@griot.example");
        String text = String.valueOf(mail.getContent());
        assertThat(text).contains("@awa").doesNotContain("%s");
        Matcher code = CODE.matcher(text);
        assertThat(code.find()).as(GreenMailUtil.getBody(mail)).isTrue();

        assertThat(reset(" " + code.group().toLowerCase(Locale.ROOT), "somewhere else entirely"))
                .hasStatus(204);

        assertThat(matches("somewhere else entirely")).isTrue();
        assertThat(matches("a long way from home")).isFalse();
        assertThat(world.ended.isEnded(before.device())).isTrue();
        assertThat(reset(code.group(), "once more with the same code")).hasStatus(401);
        assertThat(world.audit.latest(AuditKind.PASSWORD, awa, null, 10)).hasSize(1);
    }

    @Test
    void who_asks_learns_nothing_and_nobody_is_mailed_twice_in_five_minutes() {
        world.people.leaveAddress(awa, "awa@griot.example", null);
        assertThat(recover("nobody_here")).hasStatus(202);
        assertThat(recover("awa")).hasStatus(202);
        await().until(() -> MAIL.getReceivedMessages().length == 1);

        clock.pass(Duration.ofMinutes(4));
        assertThat(recover("awa")).hasStatus(202);
        clock.pass(Duration.ofMinutes(2));
        assertThat(recover("awa")).hasStatus(202);

        await().until(() -> MAIL.getReceivedMessages().length == 2);
        assertThat(MAIL.getReceivedMessages()).hasSize(2);
    }

    @Test
    void of_many_who_ask_for_the_same_person_at_once_one_gets_a_code() {
        Instant lately = clock.instant().minus(Duration.ofMinutes(5));
        List<CompletableFuture<Boolean>> all = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> codes.issueUnlessSince(awa, lately).isPresent(), Thread::startVirtualThread))
                .limit(20)
                .toList();

        assertThat(all.stream().filter(CompletableFuture::join)).hasSize(1);
    }

    @Test
    void without_a_mail_server_or_an_address_the_answer_is_the_same() {
        assertThat(recover("awa")).hasStatus(202);
        http = http(null);
        assertThat(recover("awa")).hasStatus(202);
        assertThat(MAIL.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_code_is_good_for_an_hour_and_only_the_last_one() {
        String first = codes.issue(awa).code();
        String second = codes.issue(awa).code();

        assertThat(reset(first, "somewhere else entirely")).hasStatus(401);
        clock.pass(ResetCodes.TTL);
        assertThat(reset(second, "somewhere else entirely")).hasStatus(401);
        assertThat(reset("nonsense", "somewhere else entirely")).hasStatus(401);
        assertThat(matches("a long way from home")).isTrue();
    }

    @Test
    void a_password_that_is_refused_leaves_the_code_good() {
        String code = codes.issue(awa).code();

        assertThat(reset(code, "short")).hasStatus(400);

        assertThat(reset(code, "somewhere else entirely")).hasStatus(204);
    }

    @Test
    void the_code_itself_is_stored_nowhere() {
        ResetCodes.Issued issued = codes.issue(awa);

        assertThat(database.client()
                        .sql("SELECT * FROM reset_code")
                        .query()
                        .listOfRows()
                        .toString())
                .contains(awa.value())
                .doesNotContain(issued.code());
        assertThat(issued.toString()).doesNotContain(issued.code());
    }

    @Test
    void an_erased_person_comes_back_by_no_code() {
        String code = codes.issue(awa).code();
        world.people.erase(awa);

        assertThat(reset(code, "somewhere else entirely")).hasStatus(401);
    }

    private boolean matches(String password) {
        return world.passwords.matches(password, world.people.accounts.findByHandle("awa"));
    }

    private MvcTestResult recover(String handle) {
        return http.perform(post("/api/auth/recover")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"handle\": \"%s\"}".formatted(handle)));
    }

    private MvcTestResult reset(String code, String password) {
        return http.perform(post("/api/auth/reset")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"code\": \"%s\", \"password\": \"%s\"}".formatted(code, password)));
    }

    private MockMvcTester http(@Nullable JavaMailSender sender) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        if (sender != null) {
            beans.addBean("sender", sender);
        }
        RecoveryMail mail = new RecoveryMail(
                world.people.accounts,
                codes,
                beans.getBeanProvider(JavaMailSender.class),
                new MailProperties("griot@griot.example"),
                new SimpleMeterRegistry(),
                clock);
        return MockMvcTester.create(MockMvcBuilders.standaloneSetup(new RecoveryController(
                        world.people.accounts,
                        world.passwords,
                        codes,
                        mail,
                        world.ending,
                        TestAttempts.limited(50),
                        world.audit))
                .setControllerAdvice(new RefusedAsStatus())
                .build());
    }
}
