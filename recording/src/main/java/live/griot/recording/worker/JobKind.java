package live.griot.recording.worker;

/** What is made of recordings. */
enum JobKind {
    /** Small pictures of all of it, for who looks for a place, and one for its page. They go first: they are quick. */
    THUMBNAILS,
    /** One file with all of it. */
    DOWNLOAD
}
