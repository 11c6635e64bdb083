package dev.hearsay.feeds;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public data that lies beside the project, never in it. */
public final class SampleData {
    private SampleData() {}

    /** Where a file or folder of it is; skips the test where it is absent. */
    public static Path at(String path) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("schemas"))) {
            folder = folder.getParent();
        }
        Path data = folder == null
                ? Path.of(path)
                : folder.resolveSibling("shared/data").resolve(path);
        assumeTrue(Files.exists(data), "skipped: there is no ../shared/data/" + path + " beside the project");
        return data;
    }
}
