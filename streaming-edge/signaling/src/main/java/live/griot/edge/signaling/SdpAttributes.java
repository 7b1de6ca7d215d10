package live.griot.edge.signaling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The attributes of one section or of the session, in the order in which they came. */
record SdpAttributes(List<SdpAttribute> all) {
    SdpAttributes {
        all = List.copyOf(all);
    }

    /** Returns whether the attribute is there, with whatever value. */
    boolean has(String name) {
        return values(name).findAny().isPresent();
    }

    /** Returns the first value, empty where the attribute is not there. */
    Optional<String> first(String name) {
        return values(name).findFirst();
    }

    /** Returns all values in order. */
    Stream<String> values(String name) {
        return all.stream().filter(attribute -> attribute.name().equals(name)).map(SdpAttribute::value);
    }
}
