/** What a shared link of a page looks like. */
@NullMarked
package live.griot.api.card;

import org.jspecify.annotations.NullMarked;
