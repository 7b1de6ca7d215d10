package live.griot.app.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Somebody in front of a browser. What goes wrong in their page is remembered. */
public final class Person {
    private final URI griot;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    public Person(BrowserContext context, URI griot) {
        this.griot = griot;
        this.page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // A call that is answered 401 because nobody is signed in is not a fault of the page.
            if (message.type().equals("error") && !message.text().contains("401")) {
                complaints.add(message.text());
            }
        });
    }

    public Page page() {
        return page;
    }

    /** Returns what the browser complained about: errors of scripts, refused resources. */
    List<String> complaints() {
        return complaints;
    }

    Person goTo(String path) {
        page.navigate(griot.resolve(path).toString());
        return this;
    }

    /** Makes an account through the page, and lands where that leads. */
    public Person register(String handle, String name) {
        goTo("/signin?next=/");
        page.getByText("Make an account").click();
        page.getByLabel("Handle").fill(handle);
        page.getByLabel("Name that others see").fill(name);
        page.getByLabel("Password").fill("correct horse " + handle);
        page.getByText("Make the account").click();
        page.waitForURL(griot.resolve("/").toString());
        return this;
    }

    /** Opens the studio and starts a live; returns its id once it is live. */
    public String goLive(String title) {
        goTo("/studio");
        return goLiveFromHere(title);
    }

    /** Starts a live from the studio, as it is set up; returns its id once it is live. */
    String goLiveFromHere(String title) {
        page.getByLabel("Title").fill(title);
        page.locator("#go:enabled").click();
        page.waitForSelector("body[data-state=LIVE]");
        return page.evaluate("fetch('/api/sessions?state=LIVE').then(a => a.json()).then(p => p.items[0].id)")
                .toString();
    }

    /** Says something in the chat. */
    void say(String line) {
        page.getByLabel("Your message").fill(line);
        page.getByText("Send").click();
    }

    /** Waits until a line stands in the chat. */
    void hears(String line) {
        page.locator(".lines li", new Page.LocatorOptions().setHasText(line)).waitFor();
    }

    /** Returns a number that the page computes. */
    double number(String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    /** Waits until the page finds something true. It is asked from outside: its security policy forbids eval to those within. */
    void until(String expression) {
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(expression)));
    }
}
