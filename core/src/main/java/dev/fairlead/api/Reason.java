package dev.fairlead.api;

/** Why there is no endpoint. The first eight are decided by kube-proxy's rules, in this order. */
public enum Reason {
  /** No such Service. */
  SERVICE_NOT_FOUND,
  /** Type ExternalName: the answer is a DNS name. */
  EXTERNAL_NAME,
  /** No cluster IP of the wanted family. */
  UNSUPPORTED_IP_FAMILY,
  /** The Service declares no such port with that protocol. */
  UNKNOWN_PORT,
  /** External traffic is asked about and nothing leads in from outside. */
  NOT_EXTERNALLY_ACCESSIBLE,
  /** No usable endpoint anywhere. */
  NO_ENDPOINTS,
  /** A Local policy applies and the own node is not known: fail closed. */
  NODE_UNKNOWN,
  /** A Local policy applies, usable endpoints exist, none on the own node. */
  NO_LOCAL_ENDPOINTS,
  /** The first list has not arrived yet. */
  NOT_SYNCED,
  /** The API server refuses to list or watch. */
  FORBIDDEN,
  /** No cluster was found and nothing is configured; or Fairlead is switched off. */
  NO_SOURCE
}
