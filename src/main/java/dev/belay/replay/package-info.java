@NullMarked
package dev.belay.replay;

import org.jspecify.annotations.NullMarked;
