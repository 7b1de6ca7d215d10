package live.griot.edge.signaling;

import static live.griot.api.refusal.RefusalCode.PRECONDITION_FAILED;
import static live.griot.api.refusal.RefusalCode.PRECONDITION_REQUIRED;

import java.util.Arrays;
import java.util.List;
import live.griot.api.refusal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The ICE session that a request is meant for: its {@code If-Match} header (RFC 9110, section 13.1.1), null where it has none. {@code *}
 * is any; so is {@code "*"}, as the examples of RFC 9725 have it.
 */
public record IfMatch(@Nullable String header) {
    private static final List<String> ANY = List.of("*", "\"*\"");

    /** Refuses with PRECONDITION_REQUIRED without a header, and with PRECONDITION_FAILED where it names other sessions than this. */
    void require(String tag) {
        if (header == null) {
            throw new Refused(
                    PRECONDITION_REQUIRED, "The header If-Match must name the ICE session, or * to restart it");
        }
        String strong = "\"%s\"".formatted(tag);
        if (Arrays.stream(header.split(","))
                .map(String::strip)
                .noneMatch(named -> named.equals(strong) || ANY.contains(named))) {
            throw new Refused(PRECONDITION_FAILED, "The ICE session named in If-Match is not the present one");
        }
    }
}
