/**
 * The exchange's own record of what happened, for an outside judge: written as JSON lines by {@link
 * dev.belay.simulator.audit.AuditFile}, read and checked without any other part of the program.
 */
@NullMarked
package dev.belay.simulator.audit;

import org.jspecify.annotations.NullMarked;
