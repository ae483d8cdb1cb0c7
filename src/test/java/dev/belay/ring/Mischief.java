package dev.belay.ring;

/** What a {@link FaultProxy} does to one request. */
enum Mischief {
    PASS,
    /** The connection is reset before anything of the request was read. */
    REFUSE,
    /** The request is read and never handed on. */
    CUT_BEFORE_REQUEST,
    /** The request is carried out and its answer thrown away. */
    CUT_AFTER_REQUEST,
    /** The answer is held back until the caller goes away. */
    STALL_REPLY,
    /** Half of the answer, then the end. */
    TRUNCATE_REPLY,
    /** A page of HTML instead of the answer. */
    GARBAGE_REPLY,
    /** The answer comes a second and a half late. */
    SLOW_REPLY
}
