@NullMarked
package live.griot.app.demo;

import org.jspecify.annotations.NullMarked;
