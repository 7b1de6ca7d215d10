@NullMarked
package live.griot.api.store;

import org.jspecify.annotations.NullMarked;
