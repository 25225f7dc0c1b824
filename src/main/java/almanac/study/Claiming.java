package almanac.study;

import almanac.audit.ClaimsReader;
import almanac.model.Claims;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A study's published figures in the form the audit reads: the keys of a claims file. */
final class Claiming {
    private Claiming() {}

    static Optional<Claims> claims(String id, StudyDocument.PublishedClaims published) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id);
        tree.put("source", published.paper());
        tree.put("order", published.order());
        tree.put("corr_lower", published.correlations());
        if (!published.n().isEmpty()) {
            tree.put("N", published.n());
        }
        List<Map<String, Object>> models = new ArrayList<>();
        for (StudyDocument.PublishedModel model : published.models()) {
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("y", published.order().isEmpty() ? "" : published.order().get(0));
            column.put("x", model.variables());
            column.put("coef", model.coefficients());
            column.put("t", model.t());
            model.constant().ifPresent(value -> column.put("const", value));
            model.constantT().ifPresent(value -> column.put("const_t", value));
            model.adjustedR2().ifPresent(value -> column.put("adjR2", value));
            models.add(column);
        }
        tree.put("models", models);
        return ClaimsReader.read(tree, id + ".yaml").claims();
    }
}
