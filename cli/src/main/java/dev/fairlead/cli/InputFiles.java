package dev.fairlead.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads what {@code -f} names: a file, the manifests of a directory, or standard input. */
final class InputFiles {
  private final InputStream in;

  InputFiles(InputStream in) {
    this.in = in;
  }

  /**
   * The texts in the order given; those of a directory by name, without its subdirectories.
   *
   * @param names paths, or {@code -} for standard input; the same one twice counts once
   * @throws BadInputException naming the one that is not there, not readable or empty
   */
  List<ManifestText> read(List<String> names) {
    List<ManifestText> texts = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      if (name.equals("-")) {
        texts.add(text("standard input", in::readAllBytes));
      } else {
        for (Path file : files(name)) {
          texts.add(file(file));
        }
      }
    }
    return texts;
  }

  private static List<Path> files(String name) {
    Path path = path(name);
    if (!Files.exists(path)) {
      throw new BadInputException(
          name + ": no such file or directory. Check the path; -f - reads standard input");
    }
    return Files.isDirectory(path) ? manifests(path) : List.of(path);
  }

  private static Path path(String name) {
    if (name.isBlank()) {
      throw new BadInputException("An empty name after -f: write a file, a directory or -");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new BadInputException(name + ": not a path (" + e.getReason() + ")", e);
    }
  }

  private static List<Path> manifests(Path directory) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{yaml,yml,json}")) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw unreadable(directory.toString(), e);
    }
    files.removeIf(Files::isDirectory);
    if (files.isEmpty()) {
      throw new BadInputException(
          directory
              + ": a directory without *.yaml, *.yml or *.json (its subdirectories are not read)."
              + " Name the directory that holds them");
    }
    Collections.sort(files);
    return files;
  }

  private static ManifestText file(Path file) {
    return text(file.toString(), () -> Files.readAllBytes(file));
  }

  private interface Bytes {
    byte[] read() throws IOException;
  }

  private static ManifestText text(String name, Bytes bytes) {
    try {
      return ManifestText.of(name, bytes.read());
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static BadInputException unreadable(String name, IOException e) {
    return new BadInputException(
        name + ": cannot be read (" + Causes.of(e) + "). See whether this user may read it", e);
  }
}
