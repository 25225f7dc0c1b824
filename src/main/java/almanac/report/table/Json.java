package almanac.report.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/** Writes JSON text: doubles in the shortest form that reads back the same, null for what is no number. */
final class Json {
    /** Something written with a generator. */
    interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    private Json() {}

    static String text(Body body) {
        StringWriter writer = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(writer)) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            out.setPrettyPrinter(printer);
            body.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return writer + "\n";
    }

    static void number(JsonGenerator out, String name, double value) throws IOException {
        out.writeFieldName(name);
        number(out, value);
    }

    static void number(JsonGenerator out, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }

    static void number(JsonGenerator out, String name, OptionalDouble value) throws IOException {
        number(out, name, value.orElse(Double.NaN));
    }
}
