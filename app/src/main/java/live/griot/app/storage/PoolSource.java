package live.griot.app.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens the pool's connections. While the database is known to be away it opens none, and the pool waits: left alone it would try
 * again with pauses that grow to five seconds, and find out so much later that the database is back. Thread-safe.
 */
final class PoolSource extends AbstractDataSource {
    private final String url;
    private final Properties properties;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition back = lock.newCondition();
    private boolean away;
    private volatile int loginTimeout;

    /** Opens connections to that URL, with the driver's properties. */
    PoolSource(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    /** From now on nothing is opened, or all that waited is. */
    void setAway(boolean isAway) {
        lock.lock();
        try {
            away = isAway;
            back.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        awaitReturn();
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("user", user);
        all.setProperty("password", password);
        awaitReturn();
        return DriverManager.getConnection(url, all);
    }

    /** The pool's end interrupts who waits. */
    private void awaitReturn() throws SQLException {
        try {
            lock.lockInterruptibly();
            try {
                while (away) {
                    back.await();
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new SQLException("The pool is closed", ended);
        }
    }

    /** How long the pool, closed, waits for a connection that is being opened; the driver's own properties say how long it waits. */
    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }
}
