package live.griot.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import live.griot.app.peer.NativePeers;
import live.griot.app.peer.Picture;
import live.griot.app.peer.Scripts;
import live.griot.app.peer.Show;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A stage that is full: ten publish, two watch it in browsers for a minute once it has settled, and nobody's picture ever stands still. */
class TenOnStageTest {
    private static final int SEATS = 10;
    private static final Picture PICTURE = new Picture(320, 180, 12, 200_000, Picture.GREY, 440);

    /** Of the sixty that are sent in five seconds. On a machine that does nothing else nearly all of them are seen. */
    private static final int FEWEST_IN_A_WINDOW = 10;

    /** How far the colours of two tiles are from each other at least, in steps of red, green and blue together. */
    private static final double UNLIKE = 30;

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path data;

    static StartedGriot griot;
    static Chromium chromium;
    static NativePeers natives;

    /**
     * What a page saw in a tile.
     *
     * @param windows how many other pictures in each five seconds
     * @param decoded the video element's own count of frames at the beginning and after each five seconds
     * @param colour of the last one: red, green and blue
     * @param still milliseconds that the same picture was shown at the longest
     */
    private record Tile(
            String participant, List<Integer> windows, List<Integer> decoded, List<Double> colour, int still) {
        double unlike(Tile other) {
            return IntStream.range(0, colour.size())
                    .mapToDouble(channel ->
                            Math.abs(colour.get(channel) - other.colour().get(channel)))
                    .sum();
        }
    }

    @BeforeAll
    static void start() {
        griot = StartedGriot.in(data);
        chromium = new Chromium();
        natives = new NativePeers();
    }

    @AfterAll
    static void stop() {
        natives.close();
        chromium.close();
        griot.close();
    }

    @Test
    void ten_publish_for_a_minute_and_every_tile_moves_all_the_time_for_both_who_watch() {
        Show show = Show.startedBy(griot.address(), "seat_0");
        natives.publish("seat 0", show.server(), show.joinAsHost(), "VP8", PICTURE.in(0), 0);
        show.awaitOnAir();
        for (int seat = 1; seat < SEATS; seat++) {
            Picture picture = PICTURE.in(seat * 360 / SEATS);
            natives.publish("seat " + seat, show.server(), show.joinOnStage("seat_" + seat), "VP8", picture, 0);
        }
        Person laptop = new Person(chromium.somebody(1280, 800), griot.address()).goTo("/watch/" + show.id());
        Person phone = new Person(chromium.somebody(390, 844), griot.address()).goTo("/watch/" + show.id());
        showsEverybody(laptop);
        showsEverybody(phone);
        // A page that is photographed stands still for seconds on a small machine.
        Chromium.photograph(laptop.page(), "ten-on-stage");
        Chromium.photograph(phone.page(), "ten-on-stage-phone");
        settles(laptop);
        settles(phone);

        laptop.page().evaluate(Scripts.read("/peer/tiles.js"));
        phone.page().evaluate(Scripts.read("/peer/tiles.js"));
        everyTileMoves(laptop);
        everyTileMoves(phone);
        assertThat(laptop.complaints()).isEmpty();
        assertThat(phone.complaints()).isEmpty();
    }

    private static void showsEverybody(Person viewer) {
        viewer.until(
                "[...document.querySelectorAll('#tiles .tile video')].filter(video => video.videoWidth > 0).length === "
                        + SEATS);
    }

    private static void settles(Person viewer) {
        viewer.page().evaluate(Scripts.read("/peer/settled.js"));
        viewer.until("window.settled()");
    }

    private static void everyTileMoves(Person viewer) {
        viewer.page().setDefaultTimeout(90_000);
        viewer.until("window.tiles.over()");
        List<Tile> tiles = JSON.readValue(
                String.valueOf(viewer.page().evaluate("JSON.stringify(window.tiles.told())")),
                new TypeReference<>() {});

        assertThat(tiles).hasSize(SEATS);
        for (Tile tile : tiles) {
            assertThat(tile.windows()).as("%s", tile).hasSize(12).allMatch(changed -> changed >= FEWEST_IN_A_WINDOW);
            assertThat(tile.decoded()).as("%s", tile).hasSize(13);
            for (int window = 1; window < tile.decoded().size(); window++) {
                assertThat(tile.decoded().get(window) - tile.decoded().get(window - 1))
                        .as("frames decoded in window %d of %s", window, tile)
                        .isGreaterThanOrEqualTo(FEWEST_IN_A_WINDOW);
            }
            assertThat(tiles)
                    .as("nobody's picture is in two tiles")
                    .allMatch(other -> other.equals(tile) || other.unlike(tile) > UNLIKE);
        }
    }
}
