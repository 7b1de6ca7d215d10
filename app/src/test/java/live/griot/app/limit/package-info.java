@NullMarked
package live.griot.app.limit;

import org.jspecify.annotations.NullMarked;
