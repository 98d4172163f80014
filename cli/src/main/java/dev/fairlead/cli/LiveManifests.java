package dev.fairlead.cli;

import dev.fairlead.api.ServiceKey;
import dev.fairlead.internal.kubernetes.ApiReader;
import dev.fairlead.internal.kubernetes.UnansweredException;

/** What a cluster says of one Service now: one GET and one LIST. */
final class LiveManifests {
  private LiveManifests() {}

  /**
   * Reads the Service and its slices, in this order: slices that come in between are newer.
   *
   * @throws BadInputException saying what the API server did instead, and the next move
   */
  static Manifests read(ApiReader reader, ServiceKey key) {
    ManifestReader manifests = new ManifestReader();
    try {
      String service = reader.service(key);
      if (service != null) {
        manifests.read(new ManifestText("Service " + key, service));
      }
      manifests.read(new ManifestText("EndpointSlices of " + key, reader.slices(key)));
    } catch (UnansweredException e) {
      throw new BadInputException("Cannot read Service " + key + ": " + e.getMessage(), e);
    }
    return manifests.of(reader.address());
  }
}
