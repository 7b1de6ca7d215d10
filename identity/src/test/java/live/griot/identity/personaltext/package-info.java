@NullMarked
package live.griot.identity.personaltext;

import org.jspecify.annotations.NullMarked;
