/**
 * What a choice costs here and in other libraries, side by side in one JMH run. Start at {@link
 * dev.fairlead.peers.Picks}.
 */
package dev.fairlead.peers;
