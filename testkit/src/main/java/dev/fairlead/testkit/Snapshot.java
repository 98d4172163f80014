package dev.fairlead.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.NavigableMap;

/** The objects of one kind at one version. The map is the reader's own; its objects are shared. */
record Snapshot(long version, NavigableMap<String, ObjectNode> objects) {}
