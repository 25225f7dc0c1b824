package almanac.report.manuscript;

import almanac.report.manuscript.Manuscript.Picture;
import almanac.report.table.XmlText;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A manuscript as one HTML page without outside parts, for screen and print, light and dark, keyboard and screen reader.
 * The look is in the templates beside this class's resources.
 */
public final class HtmlForm {
    private HtmlForm() {}

    /** The page. */
    public static String of(Manuscript manuscript) {
        return evaluate("screen.peb", manuscript, UnaryOperator.identity(), Map.of("paper", false));
    }

    /** @param picture what becomes of each picture's SVG */
    static String evaluate(
            String template, Manuscript manuscript, UnaryOperator<Picture> picture, Map<String, Object> more) {
        ClasspathLoader loader = new ClasspathLoader(HtmlForm.class.getClassLoader());
        loader.setPrefix("almanac/report/manuscript");
        PebbleEngine engine = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .newLineTrimming(false)
                .defaultLocale(Locale.ROOT)
                .build();
        Map<String, Object> view = new LinkedHashMap<>(more);
        view.put("m", manuscript);
        List<Picture> all = manuscript.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Picture.class::isInstance)
                .map(Picture.class::cast)
                .toList();
        Map<String, String> pictures = new LinkedHashMap<>();
        all.forEach(one -> pictures.put(one.name(), picture.apply(one).svg()));
        view.put("pictures", pictures);
        view.put("linked", all.stream().filter(Picture::data).map(Picture::name).toList());
        StringWriter out = new StringWriter();
        try {
            engine.getTemplate(template).evaluate(out, view, Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return XmlText.clean(out.toString());
    }
}
