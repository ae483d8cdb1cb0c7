package dev.belay.journal;

import dev.belay.position.UnreplayableJournal;

/** The journal holds something that this version cannot read; the message is for people. */
public final class UnreadableJournal extends UnreplayableJournal {

    private static final long serialVersionUID = 1L;

    public UnreadableJournal(String message) {
        super(message);
    }
}
