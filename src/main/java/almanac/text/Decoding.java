package almanac.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * From bytes of unknown encoding to text, in an order that statistics files were seen to need: byte order mark, UTF-16
 * by its zero bytes, strict UTF-8, then GB18030 when what it gives is Chinese, Big5 likewise, Windows-1251 when the
 * high bytes read as Russian words, and Windows-1252 last, which never fails and is marked uncertain.
 */
public final class Decoding {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset BIG5 = Charset.forName("Big5");
    private static final Charset CYRILLIC = Charset.forName("windows-1251");
    private static final Charset WESTERN = Charset.forName("windows-1252");

    /**
     * Decoded text.
     *
     * @param text without a byte order mark
     * @param charset canonical name
     * @param certain false where the encoding is a guess that nothing confirms
     */
    public record Decoded(String text, String charset, boolean certain) {}

    private Decoding() {}

    public static Decoded decode(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            byte[] rest = java.util.Arrays.copyOfRange(bytes, 3, bytes.length);
            Optional<String> utf8 = strict(rest, StandardCharsets.UTF_8);
            return new Decoded(
                    utf8.orElseGet(() -> new String(rest, StandardCharsets.UTF_8)), "UTF-8", utf8.isPresent());
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return new Decoded(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE), "UTF-16LE", true);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return new Decoded(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE), "UTF-16BE", true);
        }
        Optional<Charset> wide = zeroBytes(bytes);
        if (wide.isPresent()) {
            return new Decoded(new String(bytes, wide.get()), wide.get().name(), true);
        }
        Optional<String> utf8 = strict(bytes, StandardCharsets.UTF_8);
        if (utf8.isPresent()) {
            return new Decoded(utf8.get(), "UTF-8", true);
        }
        Optional<String> cut = almostUtf8(bytes);
        if (cut.isPresent()) {
            return new Decoded(cut.get(), "UTF-8", false);
        }
        Optional<String> chinese = strict(bytes, GB18030).filter(text -> commonShare(text) > 0.6);
        if (chinese.isPresent()) {
            return new Decoded(chinese.get(), "GB18030", true);
        }
        Optional<String> russian = strict(bytes, CYRILLIC).filter(Decoding::readsRussian);
        if (russian.isPresent()) {
            return new Decoded(russian.get(), "windows-1251", true);
        }
        Optional<String> traditional = strict(bytes, BIG5).filter(text -> commonShare(text) > 0.5);
        if (traditional.isPresent()) {
            return new Decoded(traditional.get(), "Big5", false);
        }
        Optional<String> brokenChinese = Optional.of(new String(bytes, GB18030))
                .filter(text -> Folding.hasIdeograph(text) && commonShare(text) > 0.5 && damage(text) < 0.05);
        if (brokenChinese.isPresent()) {
            return new Decoded(brokenChinese.get(), "GB18030", false);
        }
        return new Decoded(new String(bytes, WESTERN), "windows-1252", false);
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        if (bytes.length < head.length) {
            return false;
        }
        for (int i = 0; i < head.length; i++) {
            if ((bytes[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }

    /** UTF-16 without a mark: ASCII text then has a zero in every second byte. */
    private static Optional<Charset> zeroBytes(byte[] bytes) {
        int sample = Math.min(bytes.length, 4000) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < sample; i += 2) {
            even += bytes[i] == 0 ? 1 : 0;
            odd += bytes[i + 1] == 0 ? 1 : 0;
        }
        if (sample < 8 || Math.max(even, odd) < sample / 8) {
            return Optional.empty();
        }
        if (odd > 10 * even) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return even > 10 * odd ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return Optional.of(text.toString());
        } catch (CharacterCodingException notThis) {
            return Optional.empty();
        }
    }

    /** UTF-8 in which a few characters were cut (a truncated download): wrong bytes are rare among many right ones. */
    private static Optional<String> almostUtf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        long high = text.chars().filter(c -> c >= 0x80 && c != 0xFFFD).count();
        long lost = text.chars().filter(c -> c == 0xFFFD).count();
        return high > 20 * lost && high > 10 ? Optional.of(text) : Optional.empty();
    }

    private static double damage(String text) {
        return (double) text.chars().filter(c -> c == 0xFFFD).count() / Math.max(1, text.length());
    }

    /**
     * Of the characters above ASCII, the share that Chinese text is made of: the ideographs of everyday use stand in
     * GB 2312's first level (first byte B0 to D7), with full-width punctuation. Latin-1 text read as Chinese gives rare
     * ideographs instead.
     */
    private static double commonShare(String text) {
        int high = 0;
        int common = 0;
        int sample = Math.min(text.length(), 200_000);
        for (int i = 0; i < sample; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            high++;
            if ((c >= 0x3000 && c <= 0x303F)
                    || (c >= 0xFF01 && c <= 0xFF5E)
                    || c == '‰'
                    || c == '—'
                    || c == '·'
                    || c == '…') {
                common++;
            } else if (Folding.ideograph(c)) {
                byte[] gb = Character.toString(c).getBytes(GB18030);
                int first = gb.length == 2 ? gb[0] & 0xFF : 0;
                int second = gb.length == 2 ? gb[1] & 0xFF : 0;
                if (first >= 0xB0 && first <= 0xF7 && second >= 0xA1) {
                    common++;
                }
            }
        }
        return high == 0 ? 0 : (double) common / high;
    }

    /** Whether most high characters are Russian letters that stand in words of several. */
    private static boolean readsRussian(String text) {
        int high = 0;
        int inWords = 0;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            high++;
            char before = text.charAt(i - 1);
            if (c >= 'а' && c <= 'я' && before >= 'А' && before <= 'я') {
                inWords++;
            }
        }
        return high > 0 && inWords > 0.6 * high;
    }
}
