package live.griot.recording.worker;

import java.util.List;

/** What is made of recordings. */
enum JobKind {
    /** Small pictures of all of it, for who looks for a place, and one for its page. They go first: they are quick. */
    THUMBNAILS(Thumbnails.LIST),
    /** One file with all of it, as it was shown. */
    DOWNLOAD("download.mp4"),
    /** One file with all of it, in which all are seen beside each other. */
    GRID("grid.mp4");

    /** Those that are made for who asks, as large as the recording, and removed when nobody does any more. */
    static final List<JobKind> DOWNLOADS = List.of(DOWNLOAD, GRID);

    private final String file;

    JobKind(String file) {
        this.file = file;
    }

    /** Returns what it is called among what is made of a recording. */
    String file() {
        return file;
    }

    /** Returns whether it is one of {@link #DOWNLOADS}. */
    boolean isDownload() {
        return DOWNLOADS.contains(this);
    }
}
