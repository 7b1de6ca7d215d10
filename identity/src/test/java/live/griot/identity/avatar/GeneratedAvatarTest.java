package live.griot.identity.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class GeneratedAvatarTest {
    @Test
    void it_is_the_same_for_the_same_person_and_another_for_another() {
        Set<String> seen = new HashSet<>();
        for (int person = 0; person < 200; person++) {
            byte[] picture = GeneratedAvatar.of("person_" + person);
            assertThat(picture).isEqualTo(GeneratedAvatar.of("person_" + person));
            seen.add(new String(picture, StandardCharsets.UTF_8));
        }
        assertThat(seen).hasSize(200);
    }

    @Test
    void it_is_a_picture_whatever_the_handle_is() throws Exception {
        byte[] picture = GeneratedAvatar.of("\"/><script>alert(1)</script>");

        assertThat(new String(picture, StandardCharsets.UTF_8)).doesNotContain("script");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(picture))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }
}
