/** What is said when the store does not do what it should. */
@NullMarked
package live.griot.api.store;

import org.jspecify.annotations.NullMarked;
