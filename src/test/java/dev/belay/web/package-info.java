@NullMarked
package dev.belay.web;

import org.jspecify.annotations.NullMarked;
