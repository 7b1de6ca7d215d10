/** What modules share of the store: how it has times, and what is said when it does not do what it should. */
@NullMarked
package live.griot.api.store;

import org.jspecify.annotations.NullMarked;
