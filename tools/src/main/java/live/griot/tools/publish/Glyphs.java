package live.griot.tools.publish;

import java.util.Map;

/** The letters of a clock, three dots wide and five high. */
final class Glyphs {
    static final int WIDTH = 3;
    static final int HEIGHT = 5;

    /** From one letter to the next. */
    static final int ADVANCE = WIDTH + 1;

    private static final Map<Character, String> DOTS = Map.ofEntries(
            Map.entry('0', "#### ## ## ####"),
            Map.entry('1', " # ##  #  # ###"),
            Map.entry('2', "###  #####  ###"),
            Map.entry('3', "###  ####  ####"),
            Map.entry('4', "# ## ####  #  #"),
            Map.entry('5', "####  ###  ####"),
            Map.entry('6', "####  #### ####"),
            Map.entry('7', "###  #  #  #  #"),
            Map.entry('8', "#### ##### ####"),
            Map.entry('9', "#### ####  ####"),
            Map.entry(':', "    #     #    "),
            Map.entry('.', "             # "));

    private Glyphs() {}

    /** Returns whether a letter has ink at a dot; one that is not known has none. */
    static boolean isInk(char letter, int column, int row) {
        String dots = DOTS.getOrDefault(letter, "");
        int at = row * WIDTH + column;
        return at < dots.length() && dots.charAt(at) == '#';
    }
}
