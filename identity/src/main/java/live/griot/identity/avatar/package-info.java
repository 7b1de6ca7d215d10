/** Pictures of people: made anew out of what they send, sealed under their own key; a generated one for who has none. */
@NullMarked
package live.griot.identity.avatar;

import org.jspecify.annotations.NullMarked;
