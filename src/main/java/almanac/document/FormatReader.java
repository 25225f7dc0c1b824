package almanac.document;

import almanac.model.Source;
import java.io.IOException;
import java.nio.file.Path;

/** Reads one format. Never throws on bad content: what it could not read comes back as diagnostics. */
public interface FormatReader {
    /**
     * Reads a file.
     *
     * @param file the document
     * @param source what is known of it already; its path goes into diagnostics
     * @param limits bounds on time, memory and size
     * @return everything that could be read
     * @throws IOException when the file itself cannot be opened or read
     */
    Content read(Path file, Source source, ReadLimits limits) throws IOException;
}
