/** One edge: its port, its loops and their threads, started and stopped as one. */
@NullMarked
package live.griot.edge.node;

import org.jspecify.annotations.NullMarked;
