/** People without an account: guests by a link, those who only watch, and what bars them from coming back. */
@NullMarked
package live.griot.api.guest;

import org.jspecify.annotations.NullMarked;
