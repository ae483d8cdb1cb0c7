@NullMarked
package dev.belay.position;

import org.jspecify.annotations.NullMarked;
