package live.griot.api.card;

import java.util.Optional;

/** The port of what has pages of its own: {@code /} {@link #under} {@code /} and an id. Thread-safe; answers from the read model. */
public interface PageCards {
    /** Returns the first part of the addresses, such as {@code watch}. */
    String under();

    /**
     * Returns the card of a page. Empty where there is no such thing, and for what is not everybody's to know of: nobody learns which.
     *
     * @param id of the shape that ids have, of whatever there is or is not
     */
    Optional<PageCard> of(String id);
}
