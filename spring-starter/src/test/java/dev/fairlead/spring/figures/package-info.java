/** Programs that measure, each with both sides in one run. No tests: started by hand. */
@NullMarked
package dev.fairlead.spring.figures;

import org.jspecify.annotations.NullMarked;
