@NullMarked
package live.griot.api.text;

import org.jspecify.annotations.NullMarked;
