/** People without an account, by which browser and from where they came, and what bars the banned from coming back. */
@NullMarked
package live.griot.identity.guest;

import org.jspecify.annotations.NullMarked;
