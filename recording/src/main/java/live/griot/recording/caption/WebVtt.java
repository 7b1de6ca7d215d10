package live.griot.recording.caption;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.api.text.VisibleText;

/**
 * Captions, read from WebVTT by the letter and written anew: times and plain text. Marks of speakers, styles and places, notes and names of cues
 * are left out, so that nothing that somebody wrote is anything but text to whoever shows it.
 */
final class WebVtt {
    /** How many cues there may be: more than somebody says in eight hours. */
    static final int CUES = 20_000;

    private static final String SIGNATURE = "WEBVTT";
    private static final String ARROW = "-->";
    private static final String TIME = "(?:(\\d{2,3}):)?([0-5]\\d):([0-5]\\d)\\.(\\d{3})";
    private static final Pattern TIMES = Pattern.compile(TIME + "[ \\t]+-->[ \\t]+" + TIME + "(?:[ \\t].*)?");
    private static final Pattern TAG = Pattern.compile("<[^>]*(?:>|$)");
    private static final VisibleText TEXT = new VisibleText(500, 6, true);

    private final String[] lines;
    private final List<Cue> cues = new ArrayList<>();
    private int at;

    /** A text, and when it is shown, in milliseconds of who plays the recording. */
    private record Cue(long fromMillis, long toMillis, String text) {}

    private WebVtt(String[] lines) {
        this.lines = lines;
    }

    /** Returns the same captions with nothing but times and text. Throws {@code Refused(VALIDATION_FAILED)} where they are no WebVTT. */
    static String rewritten(byte[] bytes) {
        String text = decoded(bytes).replace("\r\n", "\n").replace('\r', '\n');
        return new WebVtt(text.split("\n", -1)).read().written();
    }

    private static String decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException broken) {
            throw new Refused(RefusalCode.VALIDATION_FAILED, "The captions are not UTF-8");
        }
    }

    private WebVtt read() {
        String first = lines[0];
        if (!first.equals(SIGNATURE) && !first.startsWith(SIGNATURE + " ") && !first.startsWith(SIGNATURE + "\t")) {
            throw wrong("does not begin with WEBVTT");
        }
        skipBlock();
        while (at < lines.length) {
            if (lines[at].isEmpty()) {
                at++;
            } else if (lines[at].matches("(?:NOTE|STYLE|REGION)(?:[ \\t].*)?")) {
                skipBlock();
            } else {
                readCue();
            }
        }
        return this;
    }

    private void skipBlock() {
        while (at < lines.length && !lines[at].isEmpty()) {
            at++;
        }
    }

    private void readCue() {
        if (!lines[at].contains(ARROW)) {
            at++; // The cue's name.
        }
        Matcher times = TIMES.matcher(at < lines.length ? lines[at] : "");
        if (!times.matches()) {
            throw wrong("has no times");
        }
        long from = millis(times, 1);
        long to = millis(times, 5);
        if (to <= from || (!cues.isEmpty() && from < cues.getLast().fromMillis())) {
            throw wrong("ends before it begins, or begins before the one above it");
        }
        at++;
        StringBuilder text = new StringBuilder();
        for (; at < lines.length && !lines[at].isEmpty(); at++) {
            if (lines[at].contains(ARROW)) {
                throw wrong("has an arrow in its text");
            }
            text.append(plain(lines[at])).append('\n');
        }
        add(from, to, VisibleText.trimmed(text.toString()));
    }

    private void add(long from, long to, String text) {
        Optional<String> problem = TEXT.problemOf(text);
        if (problem.isPresent()) {
            throw wrong(problem.get());
        }
        if (cues.size() == CUES) {
            throw new Refused(RefusalCode.VALIDATION_FAILED, "There are more than %d captions".formatted(CUES));
        }
        if (!text.isEmpty()) {
            cues.add(new Cue(from, to, text));
        }
    }

    private static long millis(Matcher times, int group) {
        String hours = times.group(group);
        long minutes = (hours == null ? 0 : 60 * Long.parseLong(hours)) + Long.parseLong(times.group(group + 1));
        return (60 * minutes + Long.parseLong(times.group(group + 2))) * 1_000 + Long.parseLong(times.group(group + 3));
    }

    private static String plain(String line) {
        return TAG.matcher(line)
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&lrm;", "\u200E")
                .replace("&rlm;", "\u200F")
                .replace("&amp;", "&");
    }

    private String written() {
        StringBuilder to = new StringBuilder(SIGNATURE).append("\n");
        for (Cue cue : cues) {
            to.append('\n')
                    .append(time(cue.fromMillis()))
                    .append(" --> ")
                    .append(time(cue.toMillis()))
                    .append('\n');
            cue.text().lines().filter(line -> !line.isBlank()).forEach(line -> to.append(escaped(line))
                    .append('\n'));
        }
        return to.toString();
    }

    private static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String time(long millis) {
        return "%02d:%02d:%02d.%03d"
                .formatted(millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60, millis % 1_000);
    }

    private Refused wrong(String why) {
        return new Refused(RefusalCode.VALIDATION_FAILED, "Line %d of the captions: %s".formatted(at + 1, why));
    }
}
