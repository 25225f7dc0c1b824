package almanac.simulate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Packs an office document again so that its bytes depend on nothing but its content: entries sorted, one fixed time,
 * stored without compression (what a deflater writes differs from one zlib to the next).
 */
final class StoredZip {
    /** A local time, whatever the zone; the very first that ZIP knows would be written with the zone beside it. */
    private static final java.time.LocalDateTime EPOCH = java.time.LocalDateTime.of(1980, 2, 1, 0, 0);

    private StoredZip() {}

    static byte[] repack(byte[] zip) {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setMethod(ZipOutputStream.STORED);
            // the type list comes first: that is how readers tell an office document from a plain archive
            byte[] types = entries.remove("[Content_Types].xml");
            if (types != null) {
                store(out, "[Content_Types].xml", types);
            }
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                store(out, entry.getKey(), entry.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(EPOCH);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
