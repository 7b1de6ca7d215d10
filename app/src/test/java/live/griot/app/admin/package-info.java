@NullMarked
package live.griot.app.admin;

import org.jspecify.annotations.NullMarked;
