package live.griot.app.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.griot.api.Commands;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.live.ChatPosting;
import live.griot.api.session.ReportMediaArrived;
import live.griot.app.support.ApiClient;
import live.griot.app.support.Chromium;
import live.griot.app.support.StartedGriot;

/** A live of Awa's whose chat people come to in their browsers, and in which any number of lines are said by somebody without one. */
final class Gathering implements AutoCloseable {
    private final StartedGriot griot;
    private final Chromium chromium = new Chromium();
    private final ApiClient awa;
    private final SessionId session;
    private final ApiClient teller;
    private final UserId storyteller;
    private final List<Person> people = new ArrayList<>();

    Gathering(Path data) {
        griot = StartedGriot.in(
                data,
                Map.of(
                        "griot.session.host-grace", "PT1H",
                        "griot.chat.burst", "1000000",
                        "griot.chat.interval", "PT0.001S"));
        awa = griot.client().register("awa");
        session = new SessionId(awa.createSession("Tales of the hare"));
        awa.post("/api/sessions/" + session + "/start");
        teller = griot.client().register("storyteller");
        storyteller = new UserId(teller.userId());
    }

    /** Returns the host, signed in on a laptop and at the live's page. */
    Person host() {
        Person host = new Person(chromium.somebody(), griot.address());
        host.goTo("/signin?next=/");
        host.page().getByLabel("Handle").fill("awa");
        host.page().getByLabel("Password").fill("correct horse awa");
        host.page().locator("#submit").click();
        host.page().waitForURL(griot.address().resolve("/").toString());
        return come(host);
    }

    /** Returns somebody new at the live's page, on a laptop. */
    Person guest(String handle, String name) {
        return guest(chromium.somebody(), handle, name);
    }

    /** Returns somebody new at the live's page, on a phone. */
    Person guestOnPhone(String handle, String name) {
        return guest(chromium.somebody(390, 844), handle, name);
    }

    private Person guest(BrowserContext browser, String handle, String name) {
        return come(new Person(browser, griot.address()).register(handle, name));
    }

    private Person come(Person person) {
        people.add(person);
        person.goTo("/watch/" + session);
        person.page().getByLabel("Your message").waitFor();
        return person;
    }

    /** Lets the host's media arrive, as far as the session can tell. */
    void goLive() {
        griot.part(Commands.class).send(new ReportMediaArrived(session, Instant.now()));
    }

    /** Lets the storyteller say a line. */
    void told(String line) {
        griot.part(ChatPosting.class).post(session, storyteller, line, null);
    }

    /** Lets the storyteller take a name that looks like the host's, with one letter of another script, and say a line. */
    void pretended(String line) {
        teller.patch("/api/me", Map.of("displayName", "The \u0430wa"));
        told(line);
    }

    /** Changes how one may write, as the host may. */
    void rule(String setting, Object value) {
        awa.patch("/api/sessions/" + session + "/chat", Map.of(setting, value));
    }

    /** Returns what any page complained about. */
    List<String> complaints() {
        return people.stream().flatMap(person -> person.complaints().stream()).toList();
    }

    /** Returns the line with those words. */
    static Locator line(Person reader, String words) {
        return reader.page().locator(".lines li", new Page.LocatorOptions().setHasText(words));
    }

    /** Opens the menu of a message by mouse or finger. */
    static void openMenu(Person reader, String words) {
        line(reader, words).locator("button.more").click();
        reader.page().locator("[role=menu]").waitFor();
    }

    /** Chooses from the menu that is open. */
    static void choose(Person reader, String item) {
        reader.page()
                .locator("[role=menu] button", new Page.LocatorOptions().setHasText(item))
                .click();
    }

    @Override
    public void close() {
        chromium.close();
        griot.close();
    }
}
