/** Fakes and data for tests of core and of the modules that build on it. */
package dev.fairlead.fakes;
