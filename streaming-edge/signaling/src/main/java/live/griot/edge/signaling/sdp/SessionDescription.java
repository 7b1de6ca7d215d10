package live.griot.edge.signaling.sdp;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A session description as it was parsed (RFC 8866): what stands before the first media section, and the sections. */
public record SessionDescription(SdpAttributes attributes, List<MediaSection> media) {
    public SessionDescription {
        media = List.copyOf(media);
    }

    /** Returns the mids of the first BUNDLE group, empty when there is none (RFC 9143, section 7.1). */
    public Set<String> bundle() {
        return attributes
                .values("group")
                .filter(group -> group.startsWith("BUNDLE"))
                .findFirst()
                .map(group -> Arrays.stream(group.split(" ")).skip(1).collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
