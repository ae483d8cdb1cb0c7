@NullMarked
package dev.belay.view;

import org.jspecify.annotations.NullMarked;
