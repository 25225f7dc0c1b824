package almanac.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The parts of an Office Open XML file, unpacked no further than a bound and parsed without document type declarations:
 * no external entity is ever fetched, and a part that inflates without end stops with a {@link TooMuch}.
 */
public final class ZipParts implements AutoCloseable {
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new TreeMap<>();
    private final long maxBytes;
    private long unpacked;

    /** More came out of the archive than the limits allow. */
    public static final class TooMuch extends IOException {
        TooMuch(String part) {
            super("the part " + part + " unpacks to more than the limit");
        }
    }

    /** A part declares a document type. */
    public static final class Refused extends IOException {
        private final String part;

        Refused(String part) {
            super("the part " + part + " declares a document type");
            this.part = part;
        }

        public String part() {
            return part;
        }
    }

    private ZipParts(ZipFile zip, long maxBytes) {
        this.zip = zip;
        this.maxBytes = maxBytes;
    }

    public static ZipParts open(Path file, long maxBytes) throws IOException {
        ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        ZipParts parts = new ZipParts(zip, maxBytes);
        zip.stream()
                .filter(entry -> !entry.isDirectory())
                .limit(100_000)
                .forEach(entry -> parts.entries.putIfAbsent(key(entry.getName()), entry));
        return parts;
    }

    private static String key(String name) {
        String path = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return path.startsWith("/") ? path.substring(1) : path;
    }

    public boolean has(String name) {
        return entries.containsKey(key(name));
    }

    /** Names of parts below a folder, in order. */
    public List<String> below(String folder) {
        return entries.keySet().stream()
                .filter(name -> name.startsWith(key(folder)))
                .toList();
    }

    /** The bytes of a part, empty where there is none. */
    public Optional<InputStream> stream(String name) throws IOException {
        ZipEntry entry = entries.get(key(name));
        return entry == null ? Optional.empty() : Optional.of(new Counting(zip.getInputStream(entry), name));
    }

    /** The part as XML events, empty where there is none. */
    public Optional<XMLStreamReader> xml(String name) throws IOException {
        Optional<InputStream> stream = stream(name);
        try {
            return stream.isEmpty() ? Optional.empty() : Optional.of(factory().createXMLStreamReader(stream.get()));
        } catch (XMLStreamException broken) {
            throw new IOException("the part " + name + " is not XML: " + firstLine(broken), broken);
        }
    }

    /** The next event; a document type declaration is refused. */
    public static int next(XMLStreamReader xml, String part) throws IOException {
        try {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new Refused(part);
            }
            return event;
        } catch (XMLStreamException broken) {
            Throwable cause = broken.getNestedException();
            if (cause instanceof TooMuch tooMuch) {
                throw tooMuch;
            }
            throw new IOException("the part " + part + " is broken: " + firstLine(broken), broken);
        } catch (RuntimeException wrapped) {
            throw new IOException("the part " + part + " is broken: " + wrapped.getMessage(), wrapped);
        }
    }

    private static String firstLine(Exception exception) {
        String message = String.valueOf(exception.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(end + 1).strip();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }

    /** Relationships of a part: id to the target's name inside the archive; external targets are left out. */
    public Map<String, String> relationships(String part) throws IOException {
        Map<String, String> targets = new HashMap<>();
        for (Relationship relationship : relationshipList(part)) {
            targets.put(relationship.id(), relationship.target());
        }
        return targets;
    }

    /** One internal relationship. */
    public record Relationship(String id, String type, String target) {}

    public List<Relationship> relationshipList(String part) throws IOException {
        int slash = part.lastIndexOf('/');
        String folder = part.substring(0, slash + 1);
        String name = folder + "_rels/" + part.substring(slash + 1) + ".rels";
        List<Relationship> result = new ArrayList<>();
        Optional<XMLStreamReader> opened = xml(name);
        if (opened.isEmpty()) {
            return result;
        }
        XMLStreamReader xml = opened.get();
        while (more(xml, name)) {
            if (next(xml, name) == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("Relationship")
                    && !"External".equals(xml.getAttributeValue(null, "TargetMode"))) {
                String target = String.valueOf(xml.getAttributeValue(null, "Target"));
                result.add(new Relationship(
                        String.valueOf(xml.getAttributeValue(null, "Id")),
                        String.valueOf(xml.getAttributeValue(null, "Type")),
                        target.startsWith("/") ? target.substring(1) : normalized(folder + target)));
            }
        }
        return result;
    }

    /** Whether events are left. */
    public static boolean more(XMLStreamReader xml, String part) throws IOException {
        try {
            return xml.hasNext();
        } catch (XMLStreamException broken) {
            throw new IOException("the part " + part + " is broken: " + firstLine(broken), broken);
        }
    }

    private static String normalized(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("/")) {
            if (step.equals("..") && !steps.isEmpty()) {
                steps.remove(steps.size() - 1);
            } else if (!step.equals(".") && !step.equals("..") && !step.isEmpty()) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Counts what all parts together unpack to. */
    private final class Counting extends FilterInputStream {
        private final String part;

        Counting(InputStream in, String part) {
            super(in);
            this.part = part;
        }

        private void count(int read) throws IOException {
            unpacked += Math.max(0, read);
            if (unpacked > maxBytes) {
                throw new TooMuch(part);
            }
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read >= 0 ? 1 : 0);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }
    }
}
