/** What the documentation says is what the program does. */
@NullMarked
package live.griot.app.docs;

import org.jspecify.annotations.NullMarked;
