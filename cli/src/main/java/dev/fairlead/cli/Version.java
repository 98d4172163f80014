package dev.fairlead.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar; classes outside a jar have none. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    String shown = version == null ? "(development build)" : version;
    return new String[] {"fairlead " + shown + " on Java " + Runtime.version()};
  }
}
