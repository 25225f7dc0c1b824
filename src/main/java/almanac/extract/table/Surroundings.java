package almanac.extract.table;

import almanac.model.Declared;
import almanac.model.Document;
import almanac.model.Period;
import almanac.model.Region;
import almanac.rule.RuleBook;
import almanac.text.Folding;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a document says outside its tables: its sidecar, its title, its file name, the place it is about.
 *
 * @param fileTitle the file name without its extension
 */
record Surroundings(
        Document document,
        Declared declared,
        DeclaredLabels labels,
        String fileTitle,
        Optional<Region> region,
        String place,
        Optional<Period> period) {
    /** In a file of more tables its name's year is the edition's, not the figures'. */
    private static final int FEW_TABLES = 4;

    private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");

    static Surroundings of(Document document, RuleBook book) {
        String path = document.source().path();
        String file =
                EXTENSION.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceAll("");
        Optional<Region> region = document.declared().region().flatMap(book.lexicon()::region);
        String place = document.declared().region().orElse("");
        if (region.isEmpty()) {
            for (String text : new String[] {
                document.source().title(), document.source().publisher().orElse(""), file
            }) {
                Optional<String> found = place(text, book);
                if (found.isPresent()) {
                    place = found.get();
                    region = book.lexicon().region(place);
                    break;
                }
            }
        }
        if (region.isEmpty()) {
            String[] folders = path.split("/");
            for (int i = folders.length - 2; i >= 0 && region.isEmpty(); i--) {
                region =
                        book.lexicon().region(folders[i]).filter(r -> !r.level().equals("group"));
                place = region.map(Region::zh).orElse("");
            }
        }
        return new Surroundings(
                document,
                document.declared(),
                DeclaredLabels.of(document.declared(), book),
                file,
                region,
                place,
                document.grids().size() <= FEW_TABLES ? fileYear(file, book) : Optional.empty());
    }

    /** The year of a file name such as 市州生产总值（2018）; download years ({@code 2024dl}) and spans do not count. */
    private static Optional<Period> fileYear(String file, RuleBook book) {
        String text = Folding.characters(file)
                .replaceAll("(?:19|20)\\d{2}(?=[A-Za-z])", " ")
                .replaceAll("\\d{5,}", " ");
        return book.periods().inText(text);
    }

    /** The longest Chinese place name in a text, at its beginning rather than its end. */
    static Optional<String> place(String text, RuleBook book) {
        String folded = Folding.characters(text);
        for (int length = Math.min(12, folded.length()); length >= 2; length--) {
            for (int from = 0; from + length <= Math.min(folded.length(), 60); from++) {
                String part = folded.substring(from, from + length);
                if (Folding.ideograph(part.charAt(0))
                        && Folding.ideograph(part.charAt(length - 1))
                        && !book.lexicon().ambiguous(part)
                        && book.lexicon()
                                .region(part)
                                .filter(r -> !r.level().equals("group"))
                                .isPresent()) {
                    return Optional.of(part);
                }
            }
        }
        return Optional.empty();
    }
}
