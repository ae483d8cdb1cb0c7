/**
 * What several nodes need to act as one: the one place from which an account is reached, the door to it on every node, and
 * the form of the messages between nodes. Read {@link dev.belay.cluster.AccountDoorActor} first, then {@link
 * dev.belay.cluster.AccountHostActor}.
 */
@NullMarked
package dev.belay.cluster;

import org.jspecify.annotations.NullMarked;
