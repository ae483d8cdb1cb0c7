package dev.belay.journal;

/** The journal holds something that this version cannot read; the message is for people. */
public final class UnreadableJournal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableJournal(String message) {
        super(message);
    }
}
