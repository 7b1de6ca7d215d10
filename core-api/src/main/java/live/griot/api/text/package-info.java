/** What people may write, wherever they write it, and which names look like one another. */
@NullMarked
package live.griot.api.text;

import org.jspecify.annotations.NullMarked;
