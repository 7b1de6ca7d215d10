package live.griot.edge.signaling.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The attributes of one section or of the session, in the order in which they came. */
public record SdpAttributes(List<SdpAttribute> all) {
    public SdpAttributes {
        all = List.copyOf(all);
    }

    /** Returns whether the attribute is there, with whatever value. */
    public boolean has(String name) {
        return values(name).findAny().isPresent();
    }

    /** Returns the first value, empty where the attribute is not there. */
    public Optional<String> first(String name) {
        return values(name).findFirst();
    }

    /** Returns all values in order. */
    public Stream<String> values(String name) {
        return all.stream().filter(attribute -> attribute.name().equals(name)).map(SdpAttribute::value);
    }
}
