/** Figures that several parts of the program keep: {@code docs/operations.md} lists them. */
@NullMarked
package live.griot.app.metrics;

import org.jspecify.annotations.NullMarked;
