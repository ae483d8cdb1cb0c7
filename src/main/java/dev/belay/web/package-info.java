/**
 * The HTTP API on loopback that the command line speaks to.
 *
 * <p>{@link dev.belay.web.ApiServer} binds it; {@link dev.belay.web.ApiGuard} stands before every route and lets only
 * the holder of {@link dev.belay.web.ApiToken} pass; {@link dev.belay.web.NodeFile} tells clients where the node is.
 * Decimals are JSON strings, times are epoch milliseconds beside ISO-8601 in UTC, errors are {@link
 * dev.belay.web.Problem}s.
 */
@NullMarked
package dev.belay.web;

import org.jspecify.annotations.NullMarked;
