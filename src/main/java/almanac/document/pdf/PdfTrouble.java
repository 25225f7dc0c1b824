package almanac.document.pdf;

import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Code;
import almanac.model.Diagnostic.Severity;
import java.io.IOException;
import java.util.Optional;

/** The kinds of trouble that PDF files make, and the sentences said about it. */
final class PdfTrouble {
    static final Code PASSWORD = new Code("ALM-1101", Severity.ERROR, "the PDF is encrypted");
    static final Code SCANNED = new Code("ALM-1102", Severity.WARNING, "the page is a picture");
    static final Code UNREADABLE = new Code("ALM-1103", Severity.WARNING, "a font does not give its characters away");
    static final Code STOPPED = new Code("ALM-1104", Severity.WARNING, "reading of a page stopped early");
    static final Code CUT_OFF = new Code("ALM-1108", Severity.WARNING, "the PDF breaks off");
    static final Code DAMAGED = new Code("ALM-1105", Severity.ERROR, "the PDF is damaged");
    static final Code NO_PAGES = new Code("ALM-1106", Severity.ERROR, "the PDF has no pages");
    static final Code PAGE_LOST = new Code("ALM-1107", Severity.WARNING, "a page could not be read");

    /** Longest sentence of the library that is passed on, characters. */
    private static final int LONGEST = 120;

    private PdfTrouble() {}

    /** What the PDF library complains about, in words for people: its own sentence where it has one, never a class name. */
    static String plain(Exception trouble) {
        if (trouble instanceof IOException && trouble.getMessage() != null) {
            String said = trouble.getMessage().lines().findFirst().orElse("").strip();
            if (!said.isEmpty() && !said.matches(".*(Exception|org\\.apache|java\\.).*")) {
                return said.length() > LONGEST ? said.substring(0, LONGEST) + " ..." : said;
            }
        }
        if (trouble instanceof ClassCastException) {
            return "an object of the file is of another kind than its place demands";
        }
        if (trouble instanceof IndexOutOfBoundsException || trouble instanceof NegativeArraySizeException) {
            return "a number in the file points outside of it";
        }
        return trouble instanceof NullPointerException
                ? "an object that is needed is missing from the file"
                : "its inner structure contradicts itself";
    }

    static Diagnostic password(String source, boolean given) {
        return Diagnostic.of(
                PASSWORD,
                source,
                given ? "the PDF is encrypted and the password does not open it" : "the PDF is encrypted",
                given ? "check the password" : "give its password with --password, or save a copy without one");
    }

    static Diagnostic scanned(String source, int page) {
        return at(
                SCANNED,
                source,
                page,
                "the page is a picture without text: nothing could be read from it",
                "recognise its text first (OCR, for example with ocrmypdf) and read the result");
    }

    static Diagnostic unreadable(String source, int page, int glyphs) {
        return at(
                UNREADABLE,
                source,
                page,
                glyphs + " characters cannot be told: their font has no table of characters",
                "cells with � are not data; look at the printed page, or recognise the page's text (OCR)");
    }

    static Diagnostic stopped(String source, int page, String why) {
        return at(
                STOPPED,
                source,
                page,
                "reading of the page stopped early: " + why,
                "what was read before is kept; look at the page before you use its numbers");
    }

    static Diagnostic damaged(String source, String why) {
        return Diagnostic.of(
                DAMAGED,
                source,
                "the PDF is damaged: " + why,
                "open it in a viewer and print it to a new PDF, or get the file once more");
    }

    static Diagnostic cutOff(String source) {
        return Diagnostic.of(
                CUT_OFF,
                source,
                "the PDF breaks off before its end: only what could be recovered was read",
                "get the file once more; pages and numbers may be missing");
    }

    static Diagnostic noPages(String source) {
        return Diagnostic.of(NO_PAGES, source, "the PDF has no pages", "get the file once more from its publisher");
    }

    static Diagnostic pageLost(String source, int page, String why) {
        return at(
                PAGE_LOST,
                source,
                page,
                "the page could not be read: " + why,
                "the other pages were read; see the file");
    }

    private static Diagnostic at(Code code, String source, int page, String message, String hint) {
        return new Diagnostic(code, message, source, Optional.of(String.valueOf(page)), Optional.empty(), hint);
    }
}
