package live.griot.recording.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three pipes of a program, each with a thread. */
final class Pipes {
    /** How long is waited for the pipes of a program that has ended. */
    private static final Duration PIPES = Duration.ofSeconds(10);

    private static final int COPIED_AT_ONCE = 64 << 10;

    private final LastWords words = new LastWords();
    private final OutputStream output;
    private final long most;
    private final List<Thread> threads;
    private volatile long movedNanos = System.nanoTime();
    private volatile boolean tooMuch;
    private volatile boolean isWaiting;
    private volatile @Nullable IOException failure;

    Pipes(Process process, Children.Input input, OutputStream output, long most) {
        this.output = output;
        this.most = most;
        this.threads = List.of(
                Thread.ofVirtual().name("worker-input").start(() -> feed(input, process.getOutputStream())),
                Thread.ofVirtual().name("worker-output").start(() -> take(process.getInputStream())),
                Thread.ofVirtual().name("worker-errors").start(() -> words.readAll(process.getErrorStream())));
    }

    private void feed(Children.Input input, OutputStream program) {
        Program to = new Program(program);
        try (program) {
            isWaiting = true;
            input.writeTo(to);
            to.flush();
        } catch (IOException broken) {
            // A program that reads no more says why by its status.
            if (!to.isBroken) {
                failure = broken;
            }
        } catch (RuntimeException bug) {
            failure = new IOException("What is to be made cannot be read", bug);
        } finally {
            isWaiting = false;
            movedNanos = System.nanoTime();
        }
    }

    private void take(InputStream program) {
        byte[] some = new byte[COPIED_AT_ONCE];
        long taken = 0;
        try {
            for (int read; (read = program.read(some)) >= 0; ) {
                movedNanos = System.nanoTime();
                taken += read;
                if (taken > most) {
                    tooMuch = true;
                    return;
                }
                keep(some, read);
            }
        } catch (IOException ended) {
            // It was ended; why is known already.
        }
    }

    private void keep(byte[] some, int length) throws IOException {
        try {
            output.write(some, 0, length);
        } catch (IOException notKept) {
            failure = notKept;
            throw notKept;
        }
    }

    /** Notes that the program reads. */
    private final class Program extends OutputStream {
        private final OutputStream to;
        private boolean isBroken;

        Program(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            given(() -> to.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            given(to::flush);
        }

        private void given(Giving some) throws IOException {
            isWaiting = false;
            movedNanos = System.nanoTime();
            try {
                some.give();
            } catch (IOException gone) {
                isBroken = true;
                throw gone;
            }
            movedNanos = System.nanoTime();
            isWaiting = true;
        }
    }

    /** Returns whether the program waits for what it is to read: that it does nothing meanwhile is not its fault. */
    boolean areWaiting() {
        return isWaiting;
    }

    /** Gives the program something. */
    @FunctionalInterface
    private interface Giving {
        void give() throws IOException;
    }

    /** Returns when it read or wrote last, by the monotonic clock. */
    long movedNanos() {
        return movedNanos;
    }

    /** Returns whether it wrote more than it may. */
    boolean isTooMuch() {
        return tooMuch;
    }

    /** Returns whether what it reads cannot be read, or what it writes cannot be kept. */
    boolean hasFailed() {
        return failure != null;
    }

    /** Returns what it said last. */
    String lastWords() {
        return words.toString();
    }

    /** Waits until all that was written is kept. */
    void join() throws InterruptedException, IOException {
        for (Thread thread : threads) {
            if (!thread.join(PIPES)) {
                throw new IOException("What the video program reads or writes has no end");
            }
        }
    }

    /** Throws why what it reads cannot be read, or what it writes cannot be kept. */
    void throwFailure() throws IOException {
        IOException why = failure;
        if (why != null) {
            throw why;
        }
    }
}
