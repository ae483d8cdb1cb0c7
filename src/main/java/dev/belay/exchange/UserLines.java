package dev.belay.exchange;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a user stream: the one that is heard, and the one that is to follow it. Knows what is under way, so
 * that ten reasons to begin again are one beginning. All times are exchange time in epoch milliseconds.
 */
final class UserLines {

    private static final long GOOD_LIFE_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final long BEGINNINGS_APART_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final long DOUBTS_APART_MILLIS = Duration.ofMinutes(1).toMillis();

    @Nullable
    private UserLine live;
    /** Opening, or open and held. */
    @Nullable
    private UserLine next;

    private int numbers;
    private boolean asking;
    private boolean retrying;
    private int failures;
    private long begunAt;
    private long doubtedAt;

    Optional<UserLine> live() {
        return Optional.ofNullable(live);
    }

    /** The connection that is to follow, if {@code number} is its. */
    Optional<UserLine> next(int number) {
        return Optional.ofNullable(next).filter(line -> line.number() == number);
    }

    boolean isUnderWay() {
        return asking || retrying || next != null;
    }

    /** Begins unless that is under way; says whether a key has to be asked for. */
    boolean begin(long now) {
        if (isUnderWay()) {
            return false;
        }
        asking = true;
        begunAt = now;
        return true;
    }

    /** The answer to the question for a key came, whatever it was. */
    void answered() {
        asking = false;
    }

    UserLine connect(String key, long now) {
        numbers++;
        next = new UserLine(numbers, key, now);
        return next;
    }

    /** Whether the end of a key, told on connection {@code number}, is the newest key's: it comes twice, and late. */
    boolean isNews(int number, long at) {
        UserLine newest = next == null ? live : next;
        return newest != null && (number == newest.number() || at >= newest.grantedAt());
    }

    /** Gives the following connection up, if there is one; says whether the last beginning was long enough ago for another. */
    boolean dropNext(long now) {
        if (next != null) {
            next.close();
            next = null;
        }
        return now - begunAt >= BEGINNINGS_APART_MILLIS;
    }

    /** The following connection is the one from now on; the former one is closed. */
    void promote() {
        UserLine former = live;
        live = next;
        next = null;
        if (former != null) {
            former.close();
        }
    }

    void nextEnded() {
        next = null;
    }

    /** Whether {@code number} was the connection in use, which has ended. */
    boolean liveEnded(int number, long now) {
        if (live == null || live.number() != number) {
            return false;
        }
        failures = now - live.openedAt() >= GOOD_LIFE_MILLIS ? 0 : failures;
        live = null;
        return true;
    }

    /** Whether to wait and try again; false while that is being waited for. */
    boolean waitToRetry() {
        boolean first = !retrying;
        retrying = true;
        return first;
    }

    void retry() {
        retrying = false;
    }

    /** Failed attempts in a row before this one, which is counted. */
    int failures() {
        return failures++;
    }

    /** Whether a doubt may have the stream opened anew: once a minute at most. */
    boolean mayDoubt(long now) {
        boolean may = now - doubtedAt >= DOUBTS_APART_MILLIS;
        doubtedAt = may ? now : doubtedAt;
        return may;
    }

    void close() {
        live().ifPresent(UserLine::close);
        Optional.ofNullable(next).ifPresent(UserLine::close);
    }
}
