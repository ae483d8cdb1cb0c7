@NullMarked
package dev.belay.trailing;

import org.jspecify.annotations.NullMarked;
