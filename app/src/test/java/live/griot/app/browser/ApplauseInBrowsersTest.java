package live.griot.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import live.griot.app.support.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who presses a reaction sees it float up over the picture, as everybody does; who wants no motion sees how many there were. */
class ApplauseInBrowsersTest {
    /** Remembers that something floated: it is gone after three seconds. */
    private static final String WATCH = """
            () => {
              window.floated = 0;
              new MutationObserver(changes => changes.forEach(change => { window.floated += change.addedNodes.length; }))
                .observe(document.querySelector('.air'), {childList: true});
            }
            """;

    @TempDir
    Path data;

    @Test
    void reactions_float_up_over_everybodys_picture() {
        try (Gathering gathering = new Gathering(data)) {
            gathering.goLive();
            Person moussa = gathering.guest("moussa", "Moussa Traoré");
            Person ines = gathering.guestOnPhone("ines", "Inès Ba");
            Person still = gathering.guest("aby", "Aby Sow");
            still.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            for (Person person : new Person[] {moussa, ines, still}) {
                person.page().evaluate(WATCH);
            }

            moussa.page().getByLabel("Let 😂 float over the picture").click();
            moussa.page().getByLabel("Let 😂 float over the picture").click();
            ines.page().getByLabel("Let ❤️ float over the picture").click();
            for (Person person : new Person[] {moussa, ines}) {
                person.until("window.floated >= 3");
            }
            moussa.page().getByLabel("Let 😮 float over the picture").click();
            moussa.until("[...document.querySelectorAll('.air *')].some(one => getComputedStyle(one).opacity > 0.7)");
            Chromium.photograph(moussa.page(), "applause");
            Chromium.photograph(ines.page(), "applause-phone");

            assertThat(still.page().getByLabel("Let 😂 float over the picture")).containsText("2");
            assertThat(still.page().getByLabel("Let ❤️ float over the picture")).containsText("1");
            assertThat(still.number("window.floated")).isZero();
            moussa.until("document.querySelectorAll('.air *').length === 0");
            moussa.page().reload();
            assertThat(moussa.page().getByLabel("Let 😂 float over the picture"))
                    .containsText("2");
        }
    }
}
