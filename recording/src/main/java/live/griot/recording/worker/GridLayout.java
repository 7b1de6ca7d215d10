package live.griot.recording.worker;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import live.griot.recording.worker.Programme.Size;

/**
 * Where the pictures of so many people stand beside each other: in cells of one size, row by row, the last row in the middle.
 *
 * @param count how many there are, 1 or more
 * @param whole the size of all of it
 */
record GridLayout(int count, Size whole) {
    GridLayout {
        if (count < 1) {
            throw new IllegalArgumentException("A grid of nobody");
        }
    }

    private int columns() {
        return (int) Math.ceil(Math.sqrt(count));
    }

    private int rows() {
        return Math.ceilDiv(count, columns());
    }

    /** Returns the size of each. */
    Size cell() {
        return new Size(Programme.even(whole.width() / columns()), Programme.even(whole.height() / rows()));
    }

    /** Returns where each has its upper left corner, as the video program's filter {@code xstack} has it. */
    String places() {
        return IntStream.range(0, count).mapToObj(this::place).collect(Collectors.joining("|"));
    }

    private String place(int number) {
        int row = number / columns();
        int inRow = Math.min(columns(), count - row * columns());
        int left = (columns() - inRow) * cell().width() / 2;
        return "%d_%d".formatted(left + number % columns() * cell().width(), row * cell().height());
    }
}
