package almanac.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the index stores of a series so that a hit can be shown without any other file. A sentence is a series without
 * points whose {@code indicator} is its text.
 */
record Series(
        String kind,
        String region,
        Optional<String> regionId,
        String indicator,
        Optional<String> indicatorId,
        SortedMap<String, String> qualifiers,
        String measure,
        String unit,
        String caption,
        List<Place> places) {
    /** A value in its place; page and cell as in the locator. */
    record Place(String period, String value, String flag, String page, String cell, String id) {}

    /** The series is the same in every book: region, indicator (by id where there is one), qualifiers, measure. */
    String group() {
        return regionId.orElse("?" + region) + "\u0001" + indicatorId.orElse("?" + indicator) + "\u0001" + qualifiers
                + "\u0001" + measure;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, kind);
            text(out, region);
            text(out, regionId.orElse(""));
            text(out, indicator);
            text(out, indicatorId.orElse(""));
            out.writeShort(qualifiers.size());
            for (Map.Entry<String, String> entry : qualifiers.entrySet()) {
                text(out, entry.getKey());
                text(out, entry.getValue());
            }
            text(out, measure);
            text(out, unit);
            text(out, caption);
            out.writeInt(places.size());
            String page = "";
            for (Place place : places) {
                text(out, place.period());
                text(out, place.value());
                text(out, place.flag());
                // a series seldom leaves its page
                text(out, place.page().equals(page) ? "" : place.page());
                page = place.page();
                text(out, place.cell());
                text(out, place.id());
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    static Series read(byte[] bytes, int offset, int length) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length))) {
            String kind = text(in);
            String region = text(in);
            Optional<String> regionId = maybe(text(in));
            String indicator = text(in);
            Optional<String> indicatorId = maybe(text(in));
            SortedMap<String, String> qualifiers = new TreeMap<>();
            int count = in.readUnsignedShort();
            for (int i = 0; i < count; i++) {
                String key = text(in);
                qualifiers.put(key, text(in));
            }
            String measure = text(in);
            String unit = text(in);
            String caption = text(in);
            int size = in.readInt();
            List<Place> places = new ArrayList<>(size);
            String page = "";
            for (int i = 0; i < size; i++) {
                String period = text(in);
                String value = text(in);
                String flag = text(in);
                String stated = text(in);
                page = stated.isEmpty() ? page : stated;
                String cell = text(in);
                places.add(new Place(period, value, flag, page, cell, text(in)));
            }
            return new Series(
                    kind,
                    region,
                    regionId,
                    indicator,
                    indicatorId,
                    Collections.unmodifiableSortedMap(qualifiers),
                    measure,
                    unit,
                    caption,
                    List.copyOf(places));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static Optional<String> maybe(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Modified UTF-8 has a limit of 64 KiB; no printed label comes near, but a hostile one may. */
    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeUTF(text.length() > 20_000 ? text.substring(0, 20_000) : text);
    }

    private static String text(DataInputStream in) throws IOException {
        return in.readUTF();
    }
}
