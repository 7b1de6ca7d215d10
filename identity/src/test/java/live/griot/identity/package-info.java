@NullMarked
package live.griot.identity;

import org.jspecify.annotations.NullMarked;
