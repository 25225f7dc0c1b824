package almanac.document;

import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Code;
import almanac.model.Diagnostic.Severity;
import java.util.Optional;

/** The kinds of trouble that readers meet, and the sentences they say about it. */
public final class Trouble {
    static final Code UNREADABLE = new Code("ALM-1001", Severity.ERROR, "the file cannot be read");
    static final Code UNSUPPORTED = new Code("ALM-1002", Severity.ERROR, "no reader for this kind of file");
    static final Code DAMAGED = new Code("ALM-1003", Severity.ERROR, "the file is damaged");
    static final Code ENCRYPTED = new Code("ALM-1004", Severity.ERROR, "the file is encrypted");
    static final Code LIMIT = new Code("ALM-1005", Severity.WARNING, "reading stopped at a limit");
    static final Code NO_BYTES = new Code("ALM-1018", Severity.ERROR, "the file is empty");
    static final Code MISNAMED = new Code("ALM-1019", Severity.WARNING, "the file is not what its name says");
    static final Code EMPTY = new Code("ALM-1006", Severity.WARNING, "the document holds neither table nor prose");
    static final Code ENCODING = new Code("ALM-1007", Severity.WARNING, "the encoding is a guess");
    static final Code REPAIRED = new Code("ALM-1008", Severity.NOTE, "wrongly decoded text was repaired");
    static final Code LOST = new Code("ALM-1009", Severity.WARNING, "characters were lost before the file reached us");
    static final Code HIDDEN = new Code("ALM-1010", Severity.NOTE, "hidden rows, columns or sheets were left out");
    static final Code ENTITY = new Code("ALM-1011", Severity.WARNING, "a document type declaration was refused");
    static final Code SIDECAR = new Code("ALM-1012", Severity.WARNING, "a sidecar was not understood");
    static final Code CONTRADICTION = new Code("ALM-1013", Severity.WARNING, "two sidecars contradict each other");
    static final Code PICTURE = new Code("ALM-1014", Severity.NOTE, "a table is a picture");
    static final Code DUPLICATE = new Code("ALM-1015", Severity.NOTE, "a repeated part was left out");
    static final Code ACTIVE = new Code("ALM-1016", Severity.NOTE, "macros and links were not followed");
    static final Code INFERRED = new Code("ALM-1017", Severity.NOTE, "a table was put together from lines of text");

    private Trouble() {}

    public static Diagnostic unreadable(String source, String why) {
        return Diagnostic.of(
                UNREADABLE, source, "the file cannot be read: " + why, "check the path and its permissions");
    }

    public static Diagnostic unsupported(String source, String kind) {
        return Diagnostic.of(
                UNSUPPORTED,
                source,
                "no reader for " + kind,
                "save it as PDF, XLSX, XLS, DOCX, HTML, CSV or TXT and read that");
    }

    public static Diagnostic damaged(String source, String why) {
        return Diagnostic.of(
                DAMAGED,
                source,
                "the file is damaged: " + why,
                "open it in the program it came from and save it again");
    }

    public static Diagnostic encrypted(String source) {
        return Diagnostic.of(
                ENCRYPTED, source, "the file is encrypted", "save a copy without a password and read that");
    }

    public static Diagnostic limit(String source, String what) {
        return Diagnostic.of(
                LIMIT, source, "reading stopped: " + what, "split the document; what was read so far is kept");
    }

    public static Diagnostic limit(String source, String page, String what) {
        return at(LIMIT, source, page, "reading stopped: " + what, "split the document; what was read so far is kept");
    }

    static Diagnostic misnamed(String source, String mediaType) {
        return Diagnostic.of(
                MISNAMED,
                source,
                "the name says " + source.substring(source.lastIndexOf('.')) + ", the content is " + mediaType
                        + ": it is read as that",
                "look whether the download kept a message of the server in place of the document");
    }

    public static Diagnostic noBytes(String source) {
        return Diagnostic.of(NO_BYTES, source, "the file is empty: it has no bytes", "get the file once more");
    }

    public static Diagnostic empty(String source) {
        return Diagnostic.of(
                EMPTY, source, "neither a table nor prose was found", "look whether its pages are pictures");
    }

    public static Diagnostic encoding(String source, String charset) {
        return Diagnostic.of(
                ENCODING,
                source,
                "the encoding is a guess: " + charset,
                "save the file as UTF-8 when letters look wrong");
    }

    public static Diagnostic repaired(String source, String before, String after) {
        return Diagnostic.of(
                REPAIRED,
                source,
                "wrongly decoded text was repaired: \"" + shorten(before) + "\" reads \"" + shorten(after) + "\"",
                "");
    }

    public static Diagnostic lost(String source, String where) {
        return Diagnostic.of(
                LOST,
                source,
                "characters were lost before the file reached us: \"" + shorten(where) + "\"",
                "get the file once more from its publisher; a sidecar can declare a unit or title that is gone");
    }

    public static Diagnostic hidden(String source, String page, String what) {
        return at(
                HIDDEN, source, page, what + " left out because the book does not show it", "unhide it and read again");
    }

    public static Diagnostic entity(String source, String part) {
        return Diagnostic.of(
                ENTITY,
                source,
                "a document type declaration was refused in " + part,
                "such declarations can read other files; the part was left out");
    }

    public static Diagnostic sidecar(String sidecar, String why) {
        return Diagnostic.of(
                SIDECAR, sidecar, "the sidecar was not understood: " + why, "its keys are in the manual, documents");
    }

    public static Diagnostic contradiction(String sidecar, String key, String nearer, String farther) {
        return Diagnostic.of(
                CONTRADICTION,
                sidecar,
                key + " is \"" + shorten(nearer) + "\" here and \"" + shorten(farther)
                        + "\" in the folder's almanac.yaml",
                "the nearer declaration was used; remove one of the two");
    }

    public static Diagnostic picture(String source, String page, String caption) {
        return at(
                PICTURE,
                source,
                page,
                "the table \"" + shorten(caption) + "\" is a picture and gives no numbers",
                "look for the same table as a workbook or PDF");
    }

    public static Diagnostic duplicate(String source, String page, String what) {
        return at(DUPLICATE, source, page, what + " stands in the file twice and was read once", "");
    }

    public static Diagnostic active(String source, String what) {
        return Diagnostic.of(ACTIVE, source, what + " were not run or followed", "");
    }

    public static Diagnostic inferred(String source, String page, String what) {
        return at(
                INFERRED,
                source,
                page,
                "a table was put together from lines of text: " + what,
                "compare it with the print");
    }

    private static Diagnostic at(Code code, String source, String page, String message, String hint) {
        return new Diagnostic(code, message, source, Optional.of(page), Optional.empty(), hint);
    }

    private static String shorten(String text) {
        String line = text.replace('\n', ' ').strip();
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
}
