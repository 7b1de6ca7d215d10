package live.griot.identity.guest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import live.griot.api.guest.Visit;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.identity.MovableClock;
import live.griot.identity.TestDatabase;
import live.griot.identity.account.Micros;
import live.griot.identity.personaltext.TestPersonalText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What is known of how people came, how long it is, and what a ban makes of it; over the real tables. */
class BanMarksTest {
    private static final SessionId LIVE = new SessionId("01LIVE");
    private static final SessionId OTHER = new SessionId("01OTHER");
    private static final UserId LOUD = new UserId("01LOUD");
    private static final UserId QUIET = new UserId("01QUIET");

    @TempDir
    Path directory;

    private final TestDatabase database = new TestDatabase();
    private final MovableClock clock = new MovableClock();
    private GuestKey key;
    private StoredBanMarks marks;

    @BeforeEach
    void start() {
        key = new GuestKey(TestPersonalText.wrappingKeys(directory));
        marks = new StoredBanMarks(database.client(), clock);
    }

    @Test
    void no_network_is_kept_for_longer_than_an_hour_and_none_as_it_is() {
        marks.came(LIVE, LOUD, visit(browser(), "203.0.113.7"), clock.instant());
        marks.mark(LIVE, LOUD, null, clock.instant());
        assertThat(rows("visit_network").toString() + rows("ban_network")).doesNotContain("203.0.113.7");
        assertThat(rows("visit_network")).hasSize(1);
        assertThat(rows("ban_network")).hasSize(1);

        clock.pass(Duration.ofHours(1));
        marks.forget();

        assertThat(rows("visit_network")).isEmpty();
        assertThat(rows("ban_network")).isEmpty();
        assertThat(rows("ban_browser")).as("a browser that was banned stays so").hasSize(1);
    }

    @Test
    void a_network_is_closed_to_newcomers_for_an_hour_and_in_that_session_alone() {
        Visit before = visit(browser(), "203.0.113.7");
        marks.came(LIVE, LOUD, before, clock.instant());
        clock.pass(Duration.ofSeconds(1));
        marks.mark(LIVE, LOUD, null, clock.instant());
        clock.pass(Duration.ofSeconds(1));

        assertThat(marks.isClosedToNewcomers(LIVE, visit(null, "203.0.113.7"))).isTrue();
        assertThat(marks.isClosedToNewcomers(LIVE, visit(browser(), "203.0.113.7")))
                .isTrue();
        assertThat(marks.isClosedToNewcomers(LIVE, before)).isFalse();
        assertThat(marks.isClosedToNewcomers(LIVE, visit(null, "203.0.113.8"))).isFalse();
        assertThat(marks.isClosedToNewcomers(OTHER, visit(null, "203.0.113.7"))).isFalse();
        clock.pass(Duration.ofHours(1));
        assertThat(marks.isClosedToNewcomers(LIVE, visit(null, "203.0.113.7"))).isFalse();
    }

    @Test
    void a_browser_is_barred_for_as_long_as_the_ban_lasts() {
        Ulid browser = browser();
        marks.came(LIVE, LOUD, visit(browser, "203.0.113.7"), clock.instant());

        marks.mark(LIVE, LOUD, clock.instant().plus(Duration.ofHours(3)), clock.instant());
        clock.pass(Duration.ofHours(2));
        assertThat(marks.isBarred(LIVE, key.guest(browser, LIVE))).isTrue();
        assertThat(marks.isBarred(LIVE, key.guest(browser(), LIVE))).isFalse();
        clock.pass(Duration.ofHours(1));
        assertThat(marks.isBarred(LIVE, key.guest(browser, LIVE))).isFalse();

        marks.mark(LIVE, LOUD, null, clock.instant());
        assertThat(marks.isBarred(LIVE, key.guest(browser, LIVE))).isTrue();
        marks.unmark(LIVE, LOUD);
        assertThat(marks.isBarred(LIVE, key.guest(browser, LIVE))).isFalse();
    }

    @Test
    void a_ban_across_sessions_bars_the_browser_everywhere_and_the_network_where_they_were() {
        Ulid browser = browser();
        Visit visit = visit(browser, "203.0.113.7");
        Visit newcomer = visit(null, "203.0.113.7");
        marks.came(LIVE, LOUD, visit, clock.instant());
        clock.pass(Duration.ofSeconds(1));
        database.client()
                .sql("INSERT INTO admin_ban (account_id, admin_id, sealed_reason, since, until_at)"
                        + " VALUES ('01LOUD', '01ROOT', '', :since, :until)")
                .param("since", Micros.of(clock.instant()))
                .param("until", Micros.of(clock.instant().plus(Duration.ofHours(3))))
                .update();
        clock.pass(Duration.ofSeconds(1));

        assertThat(marks.isBarredEverywhere(visit)).isTrue();
        assertThat(marks.isBarredEverywhere(visit(browser(), "203.0.113.7"))).isFalse();
        assertThat(marks.isBarredEverywhere(newcomer)).isFalse();
        assertThat(marks.isBarred(LIVE, key.guest(browser, LIVE)))
                .as("where they have been")
                .isTrue();
        assertThat(marks.isBarred(OTHER, key.guest(browser, OTHER)))
                .as("where they have not been nothing tells the guest from another")
                .isFalse();
        assertThat(marks.isClosedToNewcomers(LIVE, newcomer)).isTrue();
        assertThat(marks.isClosedToNewcomers(LIVE, visit)).isFalse();
        assertThat(marks.isClosedToNewcomers(LIVE, visit(null, "203.0.113.8"))).isFalse();
        assertThat(marks.isClosedToNewcomers(OTHER, newcomer)).isFalse();

        clock.pass(Duration.ofHours(1));
        assertThat(marks.isClosedToNewcomers(LIVE, newcomer)).isFalse();
        assertThat(marks.isBarredEverywhere(visit)).isTrue();
        clock.pass(Duration.ofHours(2));
        assertThat(marks.isBarredEverywhere(visit)).isFalse();
        assertThat(marks.isBarred(LIVE, key.guest(browser, LIVE))).isFalse();
    }

    @Test
    void who_came_from_the_network_of_a_banned_person_is_told_apart_from_them() {
        marks.came(LIVE, LOUD, visit(browser(), "203.0.113.7"), clock.instant());
        marks.came(LIVE, QUIET, visit(browser(), "203.0.113.7"), clock.instant());
        assertThat(marks.sharingANetwork(LIVE, List.of(LOUD, QUIET))).isEmpty();

        marks.mark(LIVE, LOUD, null, clock.instant());

        assertThat(marks.sharingANetwork(LIVE, List.of(LOUD, QUIET))).isEqualTo(Set.of(QUIET));
    }

    @Test
    void a_browser_is_another_guest_in_each_session_and_believes_in_no_forged_cookie() {
        Ulid browser = browser();
        UserId guest = key.guest(browser, LIVE);

        assertThat(guest.isGuest()).isTrue();
        assertThat(key.guest(browser, LIVE)).isEqualTo(guest);
        assertThat(key.guest(browser, OTHER)).isNotEqualTo(guest);
        assertThat(key.browser(key.cookie(browser))).contains(browser);
        assertThat(key.browser(browser() + key.cookie(browser).substring(26))).isEmpty();
        assertThat(key.browser("junk")).isEmpty();
    }

    @Test
    void a_browser_is_given_one_cookie_that_no_script_reads() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("2001:db8:1:2:3:4:5:6");
        MockHttpServletResponse response = new MockHttpServletResponse();
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request, response));
        try {
            BrowserVisits visits = new BrowserVisits(key);
            assertThat(visits.current().guestOf(LIVE)).isNull();

            UserId guest = visits.becomeGuestOf(LIVE);

            assertThat(visits.becomeGuestOf(LIVE)).isEqualTo(guest);
            assertThat(visits.current().guestOf(LIVE)).isEqualTo(guest);
            assertThat(response.getHeaders("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .contains("griot_guest=", "HttpOnly", "SameSite=Strict", "Path=/");
            String network = visits.current().networkIn(LIVE);
            request.setRemoteAddr("2001:db8:1:2:ffff::1");
            assertThat(visits.current().networkIn(LIVE)).as("of the same /64").isEqualTo(network);
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    /** Returns a browser that came now, by the test's clock. */
    private Ulid browser() {
        return UlidCreator.getUlid(clock.instant().toEpochMilli());
    }

    private Visit visit(@Nullable Ulid browser, String network) {
        return new Visit() {
            @Override
            public @Nullable UserId guestOf(SessionId session) {
                return browser == null ? null : key.guest(browser, session);
            }

            @Override
            public @Nullable Instant since() {
                return browser == null ? null : browser.getInstant();
            }

            @Override
            public String networkIn(SessionId session) {
                return key.network(network, session);
            }
        };
    }

    private List<?> rows(String table) {
        return database.client().sql("SELECT * FROM " + table).query().listOfRows();
    }
}
