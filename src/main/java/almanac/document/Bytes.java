package almanac.document;

import almanac.model.Diagnostic;
import almanac.text.Decoding;
import almanac.text.Mojibake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A text file as text, with what had to be assumed or repaired on the way. */
public final class Bytes {
    private Bytes() {}

    /** The file decoded, no more than the limits allow; trouble goes into {@code diagnostics}. */
    public static String text(Path file, String path, ReadLimits limits, List<Diagnostic> diagnostics)
            throws IOException {
        int most = (int) Math.min(Math.min(limits.maxBytes(), limits.maxCharacters() * 2L), Integer.MAX_VALUE - 16);
        most = (int) Math.min(most, Runtime.getRuntime().maxMemory() / 8);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(most);
            if (in.read() >= 0) {
                diagnostics.add(Trouble.limit(path, "the file is larger than " + most + " bytes"));
            }
        }
        Decoding.Decoded decoded = Decoding.decode(bytes);
        if (!decoded.certain()) {
            diagnostics.add(Trouble.encoding(path, decoded.charset()));
        }
        return repaired(decoded.text(), path, diagnostics);
    }

    /** Line by line: one wrongly decoded line does not spoil its neighbours. */
    private static String repaired(String text, String path, List<Diagnostic> diagnostics) {
        boolean suspicious = false;
        for (int i = 0; i < text.length() && !suspicious; i++) {
            char c = text.charAt(i);
            suspicious = c >= 0x80 && c <= 0xFF || c == '\uFFFD' || c == '锟' || c == '?';
        }
        if (!suspicious) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        boolean toldRepair = false;
        boolean toldLoss = false;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            String line = text.substring(start, end);
            Optional<String> repaired = line.length() < 20_000 ? Mojibake.repair(line) : Optional.empty();
            if (repaired.isPresent() && !toldRepair) {
                toldRepair = true;
                diagnostics.add(Trouble.repaired(path, line, repaired.get()));
            }
            if (!toldLoss && Mojibake.lost(line)) {
                toldLoss = true;
                diagnostics.add(Trouble.lost(path, line));
            }
            result.append(repaired.orElse(line));
            start = end;
        }
        return result.toString();
    }
}
