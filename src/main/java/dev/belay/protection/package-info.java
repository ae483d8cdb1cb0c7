@NullMarked
package dev.belay.protection;

import org.jspecify.annotations.NullMarked;
