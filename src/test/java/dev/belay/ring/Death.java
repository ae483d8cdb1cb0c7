package dev.belay.ring;

/** How a node is killed. */
enum Death {
    /** kill -9 at any moment of its work. */
    AT_WORK,
    /** kill -9 before it has come up. */
    WHILE_STARTING,
    /** It halts before a write to the journal. */
    BEFORE_PERSIST,
    /** It halts when a write is committed, before it hears of that. */
    AFTER_PERSIST,
    /** kill -9 when a request that changes something is on its way and has not arrived. */
    BEFORE_EFFECT,
    /** kill -9 when a request that changes something was carried out and its answer is on its way. */
    AFTER_EFFECT
}
