@NullMarked
package live.griot.identity.limit;

import org.jspecify.annotations.NullMarked;
