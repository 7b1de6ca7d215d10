package live.griot.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.app.support.ApiClient;
import org.junit.jupiter.api.Test;

/** {@code griot load} against the program: what it says is so. */
class LoadTest extends CommandFixture {
    @Test
    void viewers_connect_and_get_everything() throws Exception {
        try (CommandProcess load =
                load("--pid", Long.toString(ProcessHandle.current().pid()))) {
            assertThat(load.exitCode()).as(load.said()).isZero();

            String said = load.said();
            assertThat(said).contains("5 of 5 connected, 0 of them lost later");
            // 5 viewers, 3 seconds, 9 packets a picture and 50 of sound: 4,800, when nothing is held up.
            assertThat(figure(said, "datagrams +(\\d+),")).isBetween(3_000L, 7_000L);
            assertThat(said).contains("lost for good    0 of the picture, 0 of the sound");
            assertThat(figure(said, "authentic +(\\d+) of")).isEqualTo(figure(said, "datagrams +(\\d+),"));
            assertThat(said).contains("; 0 refused, 0 came twice");
            assertThat(figure(said, "worst [0-9.]+ ms; of (\\d+) pictures")).isGreaterThan(5 * 30);
            assertThat(said).containsPattern("server +[0-9.]+ cores, [0-9.]+ us a datagram that arrived; \\d+ MB");
        }
    }

    @Test
    void what_is_thrown_away_is_asked_for_and_sent_again() throws Exception {
        try (CommandProcess load = load("--loss", "5")) {
            assertThat(load.exitCode()).as(load.said()).isZero();

            String said = load.said();
            assertThat(figure(said, "thrown away +(\\d+) on arrival")).isGreaterThan(50);
            assertThat(figure(said, "sent again +(\\d+) arrived")).isGreaterThan(50);
            assertThat(figure(said, "arrived, (\\d+) of them filled a gap")).isGreaterThan(50);
            assertThat(figure(said, "lost for good +(\\d+) of the picture")).isLessThan(10);
        }
    }

    @Test
    void one_of_many_datagrams_is_opened_where_that_is_wanted_and_the_delay_is_known_all_the_same() throws Exception {
        try (CommandProcess load = load("--open-every", "100")) {
            assertThat(load.exitCode()).as(load.said()).isZero();

            String said = load.said();
            assertThat(figure(said, "authentic +(\\d+) of")).isLessThan(figure(said, "datagrams +(\\d+),") / 3);
            assertThat(figure(said, "worst [0-9.]+ ms; of (\\d+) pictures")).isGreaterThan(5 * 30);
        }
    }

    @Test
    void any_whip_and_whep_server_can_be_put_under_load() throws Exception {
        ApiClient host = griot.client().register("by_url");
        String id = host.createSession("By URL");
        host.post("/api/sessions/" + id + "/start");
        ApiClient.Answer joined = host.post("/api/sessions/" + id + "/join");

        // One ticket plays once at a time, and this one is good for both.
        try (CommandProcess load = CommandProcess.start(
                "load",
                "--whip-url=" + griot.address().resolve(joined.at("/edge/whipUrl")),
                "--whep-url=" + griot.address().resolve(joined.at("/edge/whepUrl")),
                "--token=" + joined.at("/ticket"),
                "--viewers=1",
                "--seconds=1",
                "--warm-up=0",
                "--rehearsals=1")) {
            assertThat(load.exitCode()).as(load.said()).isZero();
            assertThat(load.said()).contains("1 of 1 connected").doesNotContain(joined.at("/ticket"));
        }
    }

    private static CommandProcess load(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "load",
                "--server=" + griot.address(),
                "--handle=maker",
                "--password-file=" + password,
                "--viewers=5",
                "--seconds=3",
                "--warm-up=1",
                "--rehearsals=1"));
        arguments.addAll(List.of(more));
        return CommandProcess.start(arguments.toArray(String[]::new));
    }

    private static long figure(String said, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(said);
        assertThat(found.find()).as("%s in: %s", pattern, said).isTrue();
        return Long.parseLong(found.group(1));
    }
}
