package live.griot.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.security.Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** What the HTTP border takes and answers. */
class MessageControllerTest {
    private static final Principal MOUSSA = ChatWorld.MOUSSA::value;

    private final ChatWorld world = new ChatWorld();
    private final MockMvcTester http = MockMvcTester.create(
            MockMvcBuilders.standaloneSetup(world.controller).build());

    @Test
    void a_message_is_answered_as_the_contract_says() {
        MvcTestResult answer = send("{\"content\": \" Salaam \"}");

        assertThat(answer).hasStatus(201);
        assertThat(answer).bodyJson().extractingPath("$.content").isEqualTo("Salaam");
        assertThat(answer).bodyJson().extractingPath("$.author.displayName").isEqualTo("Name of 01MOUSSA");
        assertThat(answer).bodyJson().extractingPath("$.role").isEqualTo("VIEWER");
        assertThat(answer).bodyJson().extractingPath("$.replyTo").isNull();
        assertThat(answer).bodyJson().extractingPath("$.pinned").isEqualTo(false);
        assertThat(answer).bodyJson().extractingPath("$.deleted").isEqualTo(false);
        assertThat(answer).bodyJson().extractingPath("$.reactions").asMap().isEmpty();
        assertThat(answer).bodyJson().extractingPath("$.sentAt").isEqualTo("2026-11-20T20:00:00.123456Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"content\": null}",
                "{\"content\": \"  \"}",
                "{\"content\": \"a\\u0000b\"}",
                "{\"content\": \"a\\uD800\"}",
                "{\"content\": \"hello\", \"replyTo\": \"not an id\"}",
                "{\"content\": \"hello\", \"replyTo\": \"\"}",
                "[]",
                "not json"
            })
    void what_is_no_message_is_refused_at_the_border(String body) {
        assertThat(send(body)).hasStatus(400);
        assertThat(world.events).isEmpty();
    }

    @Test
    void anybody_may_read_what_was_said_in_public() {
        send("{\"content\": \"Salaam\"}");

        MvcTestResult answer = http.perform(get("/api/sessions/01LIVE/messages").param("limit", "1"));

        assertThat(answer).hasStatus(200);
        assertThat(answer).bodyJson().extractingPath("$.items[0].content").isEqualTo("Salaam");
        assertThat(answer).bodyJson().extractingPath("$.next").isNull();
    }

    @Test
    void a_cursor_or_limit_that_is_none_is_refused() {
        assertThat(http.perform(get("/api/sessions/01LIVE/messages").param("cursor", "' OR 1=1")))
                .hasStatus(400);
        assertThat(http.perform(get("/api/sessions/01LIVE/messages").param("limit", "many")))
                .hasStatus(400);
    }

    private MvcTestResult send(String body) {
        return http.perform(post("/api/sessions/01LIVE/messages")
                .principal(MOUSSA)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }
}
