/** Several nodes on one database. */
@NullMarked
package live.griot.app.node;

import org.jspecify.annotations.NullMarked;
