package live.griot.recording.worker;

import java.util.regex.Pattern;

/** Makes the name of a file of what people call something: one that every system takes, and that is what it looks like. */
final class FileName {
    private static final int LONGEST = 80;
    /** What some system takes for something else in a path, and what cannot be seen. */
    private static final Pattern UNSAFE = Pattern.compile("[\\\\/:*?\"<>|%\\p{C}\\p{Zl}\\p{Zp}]+");

    private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");
    /** Hidden files, options of programs, and ends that some systems cut off. */
    private static final Pattern AT_THE_ENDS = Pattern.compile("^[.\\s~-]+|[.\\s-]+$");

    /** Names that are devices on some systems, whatever comes behind the dot. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private FileName() {}

    /** Returns a name with that ending, of a title, or of the other where nothing is left of it. */
    static String of(String title, String otherwise, String ending) {
        String clean = SPACES.matcher(UNSAFE.matcher(title).replaceAll(" ")).replaceAll(" ");
        int end = clean.offsetByCodePoints(0, Math.min(LONGEST, clean.codePointCount(0, clean.length())));
        String name = AT_THE_ENDS.matcher(clean.substring(0, end)).replaceAll("");
        boolean isNone = name.isEmpty() || DEVICE.matcher(name).matches();
        return (isNone ? otherwise : name) + ending;
    }
}
