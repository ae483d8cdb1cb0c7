/** The second ring of reliability §4.9: real processes on loopback, killed, paused and cut off. */
@NullMarked
package dev.belay.ring;

import org.jspecify.annotations.NullMarked;
