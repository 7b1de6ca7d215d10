/** Every error leaves the program as problem details. */
@NullMarked
package live.griot.app.problem;

import org.jspecify.annotations.NullMarked;
