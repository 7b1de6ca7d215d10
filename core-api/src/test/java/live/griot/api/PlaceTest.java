package live.griot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    @Test
    void a_cursor_says_the_place_and_none_is_the_beginning() {
        Place place = new Place(1_795_953_600_000_000L, "01JD_0-Z");

        assertThat(Place.after(place.cursor())).isEqualTo(place);
        assertThat(Place.after(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-",
                "1-",
                "-01JD",
                "1",
                "1-a b",
                "1-01jd",
                "9999999999999999999-01JD",
                "1.5-01JD",
                "1-01JD\n"
            })
    void what_is_no_cursor_is_refused(String cursor) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Place.after(cursor))
                .satisfies(no -> assertThat(no.code()).isEqualTo(RefusalCode.MALFORMED_REQUEST));
    }
}
