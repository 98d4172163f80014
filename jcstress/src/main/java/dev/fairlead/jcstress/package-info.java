/**
 * Races between the data plane and the control plane, for jcstress to find bad interleavings of.
 * Each nested class is one race; each outer class says what its results mean. Start at {@link
 * dev.fairlead.jcstress.CompletionRaces}.
 *
 * <p>{@code java -jar jcstress/target/jcstress.jar -m quick} runs all of them, in 25 minutes on two
 * busy CPUs, and ends with 1 when an interleaving was forbidden. Two minutes are enough for one JVM
 * configuration, with all actors compiled alike: {@code -m quick -sc false -jvmArgs
 * -XX:+UseSerialGC}.
 */
@NullMarked
package dev.fairlead.jcstress;

import org.jspecify.annotations.NullMarked;
