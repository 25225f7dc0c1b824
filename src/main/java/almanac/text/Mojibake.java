package almanac.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text that was decoded with the wrong character set before it reached us: repaired where the bytes can be had back
 * ({@code Databaseï¼\u009aAnnual} is {@code Database：Annual}), recognised where they are lost (锟斤拷, U+FFFD).
 */
public final class Mojibake {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private Mojibake() {}

    /** The text as it was meant, or empty where nothing is wrong or nothing can be done. */
    public static Optional<String> repair(String text) {
        boolean suspicious = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && c <= 0xFF || windows(c) > 0) {
                suspicious = true;
            } else if (c > 0xFF) {
                return Optional.empty();
            }
        }
        if (!suspicious) {
            return Optional.empty();
        }
        byte[] bytes = new byte[text.length()];
        int high = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = windows(c);
            bytes[i] = (byte) (known > 0 ? known : c);
            high += c >= 0x80 ? 1 : 0;
        }
        Optional<String> utf8 = strict(bytes, StandardCharsets.UTF_8);
        if (utf8.isPresent() && utf8.get().length() < text.length()) {
            return utf8;
        }
        if (high >= 4) {
            return strict(bytes, GB18030).filter(Mojibake::readsChinese);
        }
        return Optional.empty();
    }

    /** Whether the text shows that characters were lost for good. */
    public static boolean lost(String text) {
        return text.indexOf('\uFFFD') >= 0 || text.contains("锟斤拷") || text.contains("锟斤") || text.contains("???");
    }

    private static boolean readsChinese(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fine = c < 0x80
                    || c >= 0x4E00 && c <= 0x9FA5
                    || c >= 0x3000 && c <= 0x303F
                    || c >= 0xFF01 && c <= 0xFF5E
                    || "—…·‰“”‘’×÷±°℃".indexOf(c) >= 0;
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notThis) {
            return Optional.empty();
        }
    }

    /** The byte that Windows-1252 shows as this character, for those it has beyond Latin-1; 0 for others. */
    private static int windows(char c) {
        int at = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".indexOf(c);
        if (at < 0) {
            return 0;
        }
        int[] bytes = {
            0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8E, 0x91, 0x92, 0x93, 0x94, 0x95,
            0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9E, 0x9F
        };
        return bytes[at];
    }
}
