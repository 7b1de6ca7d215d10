/** Words kept under their author's own key, so that erasing the key erases the words. */
@NullMarked
package live.griot.identity.personaltext;

import org.jspecify.annotations.NullMarked;
