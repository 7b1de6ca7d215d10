@NullMarked
package live.griot.app.management;

import org.jspecify.annotations.NullMarked;
