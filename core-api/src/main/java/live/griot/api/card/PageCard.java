package live.griot.api.card;

import org.jspecify.annotations.Nullable;

/**
 * What whoever has a page's address may know of it without signing in: a link that somebody shares is shown as that.
 *
 * @param title people's words, with whatever characters
 * @param description people's words likewise; may be empty
 * @param author whose it is, by the name that others see
 * @param picture a path on this server, or null where there is none
 */
public record PageCard(
        String title,
        String description,
        String author,
        @Nullable String picture) {}
